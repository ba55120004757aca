import { type Code, type FunctionCode, f32x4, whilst } from './assembler';
import { advance, forEach, VECTOR } from './loops';

/**
 * clampGradient(y, dy, dx, biasGradient, rows, columns, low, high): dx = dy where low < y < high and 0
 * elsewhere, all [rows, columns]; adds up dx's columns in `biasGradient`, which starts anywhere.
 * `columns` is a multiple of 4. One pass for what takes six operations of the library.
 */
export const clampGradient: FunctionCode = ({ parameter, local }) => {
  const y = parameter('i32');
  const dy = parameter('i32');
  const dx = parameter('i32');
  const biasGradient = parameter('i32');
  const rows = parameter('i32');
  const columns = parameter('i32');
  const [low, high] = [parameter('f32'), parameter('f32')];
  const [lowest, highest] = [local('v128'), local('v128')];
  const [row, left, sum] = [local('i32'), local('i32'), local('i32')];
  const [value, passed] = [local('v128'), local('v128')];
  const alongColumns = (...body: Code[]): Code => [
    ...sum.set(biasGradient.get),
    ...left.set(columns.get),
    ...whilst(left.get, ...body, advance(sum, VECTOR), advance(left, -4)),
  ];
  return [
    lowest.set(f32x4.splat(low.get)),
    highest.set(f32x4.splat(high.get)),
    alongColumns(f32x4.store(sum.get, f32x4.zero)),
    forEach(
      row,
      rows.get,
      alongColumns(
        value.set(f32x4.load(y.get)),
        passed.set(
          f32x4.and(
            f32x4.load(dy.get),
            f32x4.and(f32x4.greater(value.get, lowest.get), f32x4.less(value.get, highest.get)),
          ),
        ),
        f32x4.store(dx.get, passed.get),
        f32x4.store(sum.get, f32x4.add(f32x4.load(sum.get), passed.get)),
        ...[y, dy, dx].map((cursor) => advance(cursor, VECTOR)),
      ),
    ),
  ];
};
