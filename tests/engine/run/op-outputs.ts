import { createHash } from 'node:crypto';
import type { Executed } from '../../../src/engine/steps/output';

/** What a step gave, boiled down so that another result would show: texts as one hash, numbers as they are. */
export interface Digest {
  readonly texts: string;
  readonly numbers: readonly number[];
}

/** Measured times, and how much memory something takes, differ from run to run. */
const UNSTABLE = /^(ms|seconds|rate|bytes|memoryBytes|stored)$|Ms$/;

export async function digestOf({ output, result }: Executed): Promise<Digest> {
  const texts: string[] = [];
  const numbers: number[] = [];
  const values = [await plain(output), result];
  for (const value of values) walk(value, texts, numbers);
  return {
    texts: createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 16),
    numbers: numbers.map((number) => Number(number.toPrecision(6))),
  };
}

/** Features are read, for what they hold is behind a function. */
async function plain(output: Executed['output']): Promise<unknown> {
  if (output.op !== 'embed') return output;
  const { features } = output;
  const all = Int32Array.from({ length: features.samples.length * features.views }, (_, row) => row);
  return { ...features, ...(await features.rows(all)) };
}

function walk(value: unknown, texts: string[], numbers: number[]): void {
  if (typeof value === 'number') numbers.push(value);
  else if (ArrayBuffer.isView(value)) numbers.push(...moments(value as Float32Array));
  else if (value instanceof Map) for (const entry of value) walk(entry, texts, numbers);
  else if (Array.isArray(value)) {
    if (value.length > MANY && value.every((each) => typeof each === 'number'))
      numbers.push(...moments(value));
    else for (const each of value) walk(each, texts, numbers);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (UNSTABLE.test(name)) continue;
      texts.push(name);
      walk(member, texts, numbers);
    }
  } else texts.push(String(value));
}

/** So many numbers in a row are boiled down. */
const MANY = 16;

/** Length, mean, mean square, and a mean that a change of order changes. */
function moments(values: ArrayLike<number>): number[] {
  let [sum, squares, ordered] = [0, 0, 0];
  for (let place = 0; place < values.length; place++) {
    const value = values[place] ?? 0;
    sum += value;
    squares += value * value;
    ordered += value * Math.cos(place);
  }
  const count = Math.max(1, values.length);
  return [values.length, sum / count, squares / count, ordered / count];
}

/** Whether two digests are of the same result, but for the last digits of arithmetic on another machine. */
export const isSame = (one: Digest, other: Digest): boolean =>
  one.texts === other.texts &&
  one.numbers.length === other.numbers.length &&
  one.numbers.every((number, place) => {
    const against = other.numbers[place] ?? Number.NaN;
    return Math.abs(number - against) <= 1e-3 * Math.max(Math.abs(number), Math.abs(against)) + 1e-5;
  });
