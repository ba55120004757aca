import { type Code, f32, f32x4, i32, type Local, whilst } from './assembler';

/** Bytes of a float32 and of four. */
export const FLOAT = 4;
export const VECTOR = 16;

/** Counts `index` up from 0 below `limit`. */
export const forEach = (index: Local, limit: Code, ...body: Code[]): Code => [
  ...index.set(i32.of(0)),
  ...countOn(index, limit, 1, ...body),
];

/** Counts `index` on from where it is. */
export const countOn = (index: Local, limit: Code, step: number, ...body: Code[]): Code =>
  whilst(i32.less(index.get, limit), ...body, advance(index, step));

export const advance = (local: Local, by: number): Code => local.set(i32.add(local.get, i32.of(by)));

/**
 * Goes along a run of floats four at a time, then one by one. `four` and `one` handle the floats at the
 * cursor, which they may read but not move; `left` counts floats and ends at 0 or below.
 */
export function alongRun(
  cursors: readonly Local[],
  left: Local,
  four: readonly Code[],
  one: readonly Code[],
): Code {
  const move = (bytes: number): Code => cursors.flatMap((cursor) => advance(cursor, bytes));
  return [
    ...whilst(i32.less(i32.of(3), left.get), ...four, move(VECTOR), advance(left, -4)),
    ...whilst(i32.less(i32.of(0), left.get), ...one, move(FLOAT), advance(left, -1)),
  ];
}

/** Copies `left` floats. */
export const copyRun = (from: Local, to: Local, left: Local): Code =>
  alongRun(
    [from, to],
    left,
    [f32x4.store(to.get, f32x4.load(from.get))],
    [f32.store(to.get, f32.load(from.get))],
  );

/** Adds `left` floats to those at `to`. */
export const addRun = (from: Local, to: Local, left: Local): Code =>
  alongRun(
    [from, to],
    left,
    [f32x4.store(to.get, f32x4.add(f32x4.load(to.get), f32x4.load(from.get)))],
    [f32.store(to.get, f32.add(f32.load(to.get), f32.load(from.get)))],
  );

export const zeroRun = (to: Local, left: Local): Code =>
  alongRun([to], left, [f32x4.store(to.get, f32x4.zero)], [f32.store(to.get, f32.of(0))]);
