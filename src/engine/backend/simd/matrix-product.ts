import { type Code, type FunctionCode, f32x4, i32, type Local, repeatWhile, whilst } from './assembler';
import { advance, countOn, FLOAT, VECTOR } from './loops';

/** a · b + c for four numbers; fused into one rounding where the engine can. */
export type MultiplyAdd = (a: Code, b: Code, c: Code) => Code;

/** Rows whose products share one panel while it is in the nearest cache. */
const ROW_BLOCK = 64;

/**
 * product(a, aStride, b, c, cStride, rows, columns, depth, bias, low, high):
 * C = clamp(A · B + bias, low, high). A [rows, depth] and C [rows, columns] are row-major with strides in
 * bytes; B is packed (see `packing.ts`); `columns` is a multiple of 4; `bias` holds a number a column.
 *
 * Tiles of 2 rows × 16 columns: eight sums, four columns' vectors and one factor leave V8 enough of the
 * sixteen registers. Larger tiles spill and are a third slower.
 */
export const product =
  (multiplyAdd: MultiplyAdd): FunctionCode =>
  ({ parameter, local }) => {
    const [a, aStride, b, c, cStride] = Array.from({ length: 5 }, () => parameter('i32')) as FiveLocals;
    const [rows, columns, depth, bias] = Array.from({ length: 4 }, () => parameter('i32')) as FourLocals;
    const [low, high] = [parameter('f32'), parameter('f32')];
    const [lowest, highest] = [local('v128'), local('v128')];
    const [blockStart, blockEnd, row, column, panel] = Array.from({ length: 5 }, () =>
      local('i32'),
    ) as FiveLocals;
    const tile = createTile(local, multiplyAdd);

    /** All rows of the block against one panel of `vectors` × 4 columns. */
    const panelTimesRows = (vectors: number): Code => [
      ...row.set(blockStart.get),
      ...countOn(
        row,
        blockEnd.get,
        2,
        tile(vectors, {
          firstRow: i32.add(a.get, i32.mul(row.get, aStride.get)),
          // The last of an odd number of rows is computed twice.
          secondRow: i32.add(a.get, i32.mul(i32.min(i32.add(row.get, i32.of(1)), lastOf(rows)), aStride.get)),
          panel: panel.get,
          depth: depth.get,
          bias: i32.add(bias.get, bytes(column)),
          firstResult: i32.add(i32.add(c.get, i32.mul(row.get, cStride.get)), bytes(column)),
          secondResult: i32.add(
            i32.add(c.get, i32.mul(i32.min(i32.add(row.get, i32.of(1)), lastOf(rows)), cStride.get)),
            bytes(column),
          ),
          clamp: (sum) => f32x4.min(f32x4.max(sum, lowest.get), highest.get),
        }),
      ),
    ];
    return [
      lowest.set(f32x4.splat(low.get)),
      highest.set(f32x4.splat(high.get)),
      blockStart.set(i32.of(0)),
      countOn(
        blockStart,
        rows.get,
        ROW_BLOCK,
        blockEnd.set(i32.min(i32.add(blockStart.get, i32.of(ROW_BLOCK)), rows.get)),
        column.set(i32.of(0)),
        panel.set(b.get),
        ...[4, 3, 2, 1].map((vectors) =>
          whilst(
            i32.less(i32.sub(i32.add(column.get, i32.of(4 * vectors)), i32.of(1)), columns.get),
            panelTimesRows(vectors),
            panel.set(i32.add(panel.get, i32.mul(depth.get, i32.of(vectors * VECTOR)))),
            advance(column, 4 * vectors),
          ),
        ),
      ),
    ];
  };

type FourLocals = [Local, Local, Local, Local];
type FiveLocals = [Local, Local, Local, Local, Local];

const bytes = (count: Local): Code => i32.mul(count.get, i32.of(FLOAT));
const lastOf = (count: Local): Code => i32.sub(count.get, i32.of(1));

interface Tile {
  readonly firstRow: Code;
  readonly secondRow: Code;
  readonly panel: Code;
  readonly depth: Code;
  readonly bias: Code;
  readonly firstResult: Code;
  readonly secondResult: Code;
  clamp(sum: Code): Code;
}

/** Two rows against one panel; the locals are shared by all widths. */
function createTile(local: (type: 'i32' | 'v128') => Local, multiplyAdd: MultiplyAdd) {
  const [first, second, panel, bias, left, result] = Array.from({ length: 6 }, () => local('i32')) as [
    ...FiveLocals,
    Local,
  ];
  const factor = local('v128');
  const vectors = Array.from({ length: 4 }, () => local('v128'));
  const sums = [first, second].map(() => Array.from({ length: 4 }, () => local('v128')));
  return (width: number, at: Tile): Code => {
    const columns = vectors.slice(0, width);
    const sumsOf = (row: number): readonly Local[] => (sums[row] ?? []).slice(0, width);
    const addRow = (row: Local, index: number): Code[] => [
      factor.set(f32x4.loadSplat(row.get)),
      ...sumsOf(index).map((sum, i) => sum.set(multiplyAdd(factor.get, columns[i]?.get ?? [], sum.get))),
    ];
    const storeRow = (address: Code, index: number): Code[] => [
      result.set(address),
      ...sumsOf(index).map((sum, i) => f32x4.store(result.get, at.clamp(sum.get), i * VECTOR)),
    ];
    return [
      first.set(at.firstRow),
      second.set(at.secondRow),
      panel.set(at.panel),
      bias.set(at.bias),
      ...[0, 1].flatMap((row) => sumsOf(row).map((sum, i) => sum.set(f32x4.load(bias.get, i * VECTOR)))),
      left.set(at.depth),
      repeatWhile(
        left.get,
        ...columns.map((vector, i) => vector.set(f32x4.load(panel.get, i * VECTOR))),
        ...addRow(first, 0),
        ...addRow(second, 1),
        advance(first, FLOAT),
        advance(second, FLOAT),
        advance(panel, width * VECTOR),
        advance(left, -1),
      ),
      ...storeRow(at.firstResult, 0),
      ...storeRow(at.secondResult, 1),
    ].flat();
  };
}
