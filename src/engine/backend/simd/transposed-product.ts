import { type Code, type FunctionCode, f32x4, i32, type Local, repeatWhile, whilst } from './assembler';
import { advance, FLOAT, forEach, VECTOR } from './loops';
import type { MultiplyAdd } from './matrix-product';

/**
 * gatherColumns(from, to, stride, rows, columns): cuts [rows, columns] (row-major, `stride` bytes a row)
 * into pieces of 8 columns and, at the end, 4; each piece holds its rows one behind the other.
 */
export const gatherColumns: FunctionCode = ({ parameter, local }) => {
  const from = parameter('i32');
  const to = parameter('i32');
  const stride = parameter('i32');
  const rows = parameter('i32');
  const columns = parameter('i32');
  const [column, row, source] = [local('i32'), local('i32'), local('i32')];
  return [
    column.set(i32.of(0)),
    ...[2, 1].map((width) =>
      whilst(
        i32.less(i32.add(column.get, i32.of(4 * width - 1)), columns.get),
        source.set(i32.add(from.get, i32.mul(column.get, i32.of(FLOAT)))),
        forEach(
          row,
          rows.get,
          ...Array.from({ length: width }, (_, i) =>
            f32x4.store(to.get, f32x4.load(source.get, i * VECTOR), i * VECTOR),
          ),
          advance(to, width * VECTOR),
          source.set(i32.add(source.get, stride.get)),
        ),
        advance(column, 4 * width),
      ),
    ),
  ];
};

/**
 * addTransposedProduct(a, b, c, rows, depth, columns): C += Aᵀ · B for A [rows, depth] and B
 * [rows, columns], both as `gatherColumns` leaves them, and C [depth, columns] row-major. `depth` and
 * `columns` are multiples of 4. The gradient of every kernel is such a product; going along the rows
 * it needs neither operand transposed.
 */
export const addTransposedProduct =
  (multiplyAdd: MultiplyAdd): FunctionCode =>
  ({ parameter, local }) => {
    const a = parameter('i32');
    const b = parameter('i32');
    const c = parameter('i32');
    const rows = parameter('i32');
    const depth = parameter('i32');
    const columns = parameter('i32');
    const [k, column, inA, inB, inC, left, pieceA, pieceB, stride] = Array.from({ length: 9 }, () =>
      local('i32'),
    ) as [Local, Local, Local, Local, Local, Local, Local, Local, Local];
    const factor = local('v128');
    const vectors = [local('v128'), local('v128')];
    const sums = Array.from({ length: 4 }, () => [local('v128'), local('v128')]);

    /** 4 rows of C by `width` vectors of columns, with A's pieces `aWidth` vectors wide. */
    const tile = (width: number, aWidth: number): Code => {
      const used = vectors.slice(0, width);
      const overC = (visit: (address: Code, sum: Local, offset: number) => Code): Code[] => [
        inC.set(i32.add(i32.add(c.get, i32.mul(k.get, stride.get)), i32.mul(column.get, i32.of(FLOAT)))),
        ...sums.flatMap((row) => [
          ...row.slice(0, width).map((sum, i) => visit(inC.get, sum, i * VECTOR)),
          inC.set(i32.add(inC.get, stride.get)),
        ]),
      ];
      return [
        ...overC((address, sum, offset) => sum.set(f32x4.load(address, offset))),
        inA.set(pieceA.get),
        inB.set(pieceB.get),
        left.set(rows.get),
        repeatWhile(
          left.get,
          ...used.map((vector, i) => vector.set(f32x4.load(inB.get, i * VECTOR))),
          ...sums.flatMap((row, r) => [
            factor.set(f32x4.loadSplat(inA.get, r * FLOAT)),
            ...used.map((vector, i) => {
              const sum = row[i] as Local;
              return sum.set(multiplyAdd(factor.get, vector.get, sum.get));
            }),
          ]),
          advance(inA, aWidth * VECTOR),
          advance(inB, width * VECTOR),
          advance(left, -1),
        ),
        ...overC((address, sum, offset) => f32x4.store(address, sum.get, offset)),
      ].flat();
    };
    const overColumns = (aWidth: number): Code[] => [
      column.set(i32.of(0)),
      pieceB.set(b.get),
      ...[2, 1].map((width) =>
        whilst(
          i32.less(i32.add(column.get, i32.of(4 * width - 1)), columns.get),
          tile(width, aWidth),
          advance(column, 4 * width),
          pieceB.set(i32.add(pieceB.get, i32.mul(rows.get, i32.of(width * VECTOR)))),
        ),
      ),
    ];
    return [
      stride.set(i32.mul(columns.get, i32.of(FLOAT))),
      k.set(i32.of(0)),
      pieceA.set(a.get),
      // Pieces of A are two vectors wide but for the last.
      ...[2, 1].map((aWidth) =>
        whilst(
          i32.less(i32.add(k.get, i32.of(4 * aWidth - 1)), depth.get),
          ...Array.from({ length: aWidth }, () => [
            ...overColumns(aWidth),
            advance(k, 4),
            advance(pieceA, VECTOR),
          ]).flat(),
          pieceA.set(
            i32.add(pieceA.get, i32.sub(i32.mul(rows.get, i32.of(aWidth * VECTOR)), i32.of(aWidth * VECTOR))),
          ),
        ),
      ),
    ];
  };
