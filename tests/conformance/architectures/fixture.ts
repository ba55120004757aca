import { readFileSync, writeFileSync } from 'node:fs';
import { batchCase, type Case, smallCases } from './cases';

const INDEX = new URL('outputs.json', import.meta.url);
const NUMBERS = new URL('outputs.bin', import.meta.url);

/** The cases whose results are committed. */
export const fixtureCases: readonly Case[] = [...smallCases, batchCase];

/** What torchvision gave: samples by name, in a file of float32 numbers, and what each stands for. */
interface Entry {
  readonly case: Case;
  readonly samples: readonly (readonly [name: string, count: number])[];
}

export function writeFixture(results: readonly (readonly [Case, ReadonlyMap<string, number[]>])[]): void {
  const entries = results.map(
    ([about, samples]): Entry => ({
      case: about,
      samples: [...samples].map(([name, values]) => [name, values.length]),
    }),
  );
  const numbers = Float32Array.from(results.flatMap(([, samples]) => [...samples.values()].flat()));
  writeFileSync(INDEX, `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`);
  writeFileSync(NUMBERS, new Uint8Array(numbers.buffer));
}

/** The samples of one case, by name. */
export function readFixture(about: Case): ReadonlyMap<string, Float32Array> {
  const entries = JSON.parse(readFileSync(INDEX, 'utf8')) as readonly Entry[];
  const numbers = new Float32Array(new Uint8Array(readFileSync(NUMBERS)).buffer);
  let offset = 0;
  for (const entry of entries) {
    const found = new Map<string, Float32Array>();
    for (const [name, count] of entry.samples) {
      found.set(name, numbers.subarray(offset, offset + count));
      offset += count;
    }
    if (JSON.stringify(entry.case) === JSON.stringify(about)) return found;
  }
  throw new Error(
    `No results are stored for ${JSON.stringify(about)}: run \`npm run conformance -- --write\`.`,
  );
}
