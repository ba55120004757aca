import { type FunctionCode, f32, f32x4, i32, whilst } from './assembler';
import { advance, copyRun, FLOAT, forEach, VECTOR } from './loops';

/**
 * pack(from, to, depth, columns): B [depth, columns], row-major, becomes panels of 16, 12, 8 or 4
 * columns, widest first; a panel holds its rows one behind the other. `columns` is a multiple of 4.
 */
export const pack: FunctionCode = ({ parameter, local }) => {
  const [from, to, depth, columns] = [parameter('i32'), parameter('i32'), parameter('i32'), parameter('i32')];
  const [column, row, source] = [local('i32'), local('i32'), local('i32')];
  return [
    column.set(i32.of(0)),
    ...[4, 3, 2, 1].map((width) =>
      whilst(
        i32.less(i32.add(column.get, i32.of(4 * width - 1)), columns.get),
        source.set(i32.add(from.get, i32.mul(column.get, i32.of(FLOAT)))),
        forEach(
          row,
          depth.get,
          ...Array.from({ length: width }, (_, i) =>
            f32x4.store(to.get, f32x4.load(source.get, i * VECTOR), i * VECTOR),
          ),
          advance(to, width * VECTOR),
          source.set(i32.add(source.get, i32.mul(columns.get, i32.of(FLOAT)))),
        ),
        advance(column, 4 * width),
      ),
    ),
  ];
};

/** packTransposed(from, to, depth, columns): the same for a B whose transpose [columns, depth] is given. */
export const packTransposed: FunctionCode = ({ parameter, local }) => {
  const [from, to, depth, columns] = [parameter('i32'), parameter('i32'), parameter('i32'), parameter('i32')];
  const [column, row, source, stride, i] = Array.from({ length: 5 }, () => local('i32')) as [
    typeof from,
    typeof from,
    typeof from,
    typeof from,
    typeof from,
  ];
  return [
    stride.set(i32.mul(depth.get, i32.of(FLOAT))),
    column.set(i32.of(0)),
    ...[4, 3, 2, 1].map((width) =>
      whilst(
        i32.less(i32.add(column.get, i32.of(4 * width - 1)), columns.get),
        forEach(
          row,
          depth.get,
          source.set(
            i32.add(i32.add(from.get, i32.mul(column.get, stride.get)), i32.mul(row.get, i32.of(FLOAT))),
          ),
          forEach(
            i,
            i32.of(4 * width),
            f32.store(to.get, f32.load(source.get)),
            advance(to, FLOAT),
            source.set(i32.add(source.get, stride.get)),
          ),
        ),
        advance(column, 4 * width),
      ),
    ),
  ];
};

/** copy(from, to, count): `count` floats. */
export const copy: FunctionCode = ({ parameter }) => {
  const [from, to, left] = [parameter('i32'), parameter('i32'), parameter('i32')];
  return [copyRun(from, to, left)];
};
