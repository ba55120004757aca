import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type {
  ImportOutcome,
  ModelBundle,
  ModelSource,
  NamedFile,
  ReadOptions,
} from '../../../src/engine/models/bundle';
import { readModel } from '../../../src/engine/models/read-model';
import { INFERENCE } from '../../../src/engine/networks/modes';
import { openBody } from '../../../src/engine/networks/open-body';
import type { Problem } from '../../../src/graph/problem';
import { platform } from '../networks/specs';

export const READ_AT = '2026-01-02T03:04:05Z';

/** A file of `tests/fixtures/models/`, which `models.py` wrote. */
export const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(fileURLToPath(new URL(`../../fixtures/models/${name}`, import.meta.url))));
export const floats = (name: string): number[] => [...new Float32Array(fixture(name).buffer)];

export const read = (
  source: ModelSource,
  options: Partial<ReadOptions> = {},
  on = platform,
): Promise<ImportOutcome> => readModel(source, { readAt: READ_AT, ...options }, on);

export const files = (...list: readonly NamedFile[]): ModelSource => ({ kind: 'files', files: list });
export const file = (name: string, content = fixture(name)): ModelSource => files({ name, content });

export function bundleOf(outcome: ImportOutcome): ModelBundle {
  if (outcome.kind !== 'bundle') throw new Error(JSON.stringify(outcome));
  return outcome.bundle;
}

export function problemOf(outcome: ImportOutcome): Problem | undefined {
  if (outcome.kind !== 'problems') throw new Error(outcome.kind);
  return outcome.problems[0];
}

/** The pixels that `models.py` draws. */
export const image = (side: number): tf.Tensor4D =>
  tf.tensor4d(
    Float32Array.from({ length: side * side * 3 }, (_, i) => (i * 37 + Math.floor(i / 7) * 11) % 256),
    [1, side, side, 3],
  );

/** What the engine makes of that image at a block. */
export async function outputAt(
  { info, files }: ModelBundle,
  side: number,
  block = info.defaultCut,
): Promise<number[]> {
  const names = (info.blocks[side] ?? []).map(({ name }) => name);
  const blocks = names.slice(0, names.indexOf(block) + 1);
  const body = await openBody(
    {
      body: { op: 'backbone', backbone: info.id, weights: info.weights },
      blocks,
      input: { modality: 'image', shape: [side, side, 3], preprocessing: info.preprocessing },
    },
    { ...platform, model: async () => files },
  );
  const x = image(side);
  const y = body.forward(x, 0, blocks.length, INFERENCE);
  const values = [...(await y.data())];
  tf.dispose([x, y]);
  body.dispose();
  return values;
}

/** Within 1e-4 of the largest value. */
export function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  const worst = Math.max(...found.map((value, i) => Math.abs(value - (expected[i] ?? 0))));
  expect(worst / scale).toBeLessThan(1e-4);
}
