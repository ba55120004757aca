import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendInfo } from '../../../src/engine/events';
import type { StoredDataset } from '../../../src/engine/platform/platform';
import { createResultStore } from '../../../src/engine/run/store';
import type { Executed } from '../../../src/engine/steps/output';
import type { EmbedStep } from '../../../src/plan/plan';
import { sharesForward } from '../../../src/plan/shares-forward';
import { catalogWith } from '../../../src/plan/shipped/catalog';
import { graph } from '../../plan/graphs';
import { colourSquares, compileForTest, runDocument, startTestBackend, type TestRun } from './world';

/** Several cuts of one network take their features from one pass. */

let backend: BackendInfo;
let squares: StoredDataset;
beforeAll(async () => {
  backend = await startTestBackend('wasm');
  squares = await colourSquares(4);
});

const CUTS = ['block_3_expand_relu', 'block_6_expand_relu', 'block_8_add'];

/** Blocks of a network whose names are long, by number. */
function blocksOf(id: string, numbers: readonly number[]): string[] {
  const info = catalogWith(new Map()).backbone(id);
  const blocks = info?.blocks[info.defaultInputSize] ?? [];
  return numbers.flatMap((number) => blocks[number]?.name ?? []);
}

/** A frozen training for each cut of a network, on the same images. */
function trainings(cuts: readonly string[], backbone: string, inputSize: string) {
  const nodes: Parameters<typeof graph>[0] = {
    data: {
      kind: 'dataset',
      params: { source: 'files', files: { id: squares.index.id, name: squares.index.name } },
    },
  };
  const wires: string[] = [];
  for (const [index, cut] of cuts.entries()) {
    nodes[`backbone-${index}`] = { kind: 'backbone', params: { backbone, cut, inputSize } };
    nodes[`freeze-${index}`] = { kind: 'freeze' };
    nodes[`head-${index}`] = { kind: 'head' };
    nodes[`train-${index}`] = { kind: 'train', params: { epochs: 1 } };
    wires.push(
      `backbone-${index}.model -> freeze-${index}.model`,
      `freeze-${index}.model -> head-${index}.model`,
      `head-${index}.model -> train-${index}.model`,
      `data.data -> train-${index}.data`,
    );
  }
  return graph(nodes, wires);
}

const embeddings = ({ events }: TestRun) =>
  events.flatMap((event) =>
    event.type === 'step-finished' && event.result.op === 'embed'
      ? [{ cached: event.cached, passes: event.result.embed.passes }]
      : [],
  );

/** All features by content key. */
async function rowsOf({ plan, store }: TestRun): Promise<Map<string, Float32Array>> {
  const rows = new Map<string, Float32Array>();
  for (const { op, key } of plan.steps) {
    const output = op === 'embed' ? store.get(`wasm:${key}`)?.output : undefined;
    if (output?.op !== 'embed') continue;
    const numbers = Int32Array.from(output.features.samples, (_, row) => row);
    rows.set(key, (await output.features.rows(numbers)).data);
  }
  return rows;
}

describe.each([
  ['mobilenet-v2', CUTS, '96'],
  ['mobilenet-v3-coco', blocksOf('mobilenet-v3-coco', [2, 5, 9]), '64'],
])('%s', (backbone, cuts, size) => {
  it('gives bit for bit what passes of their own give, and runs once', async () => {
    const together = await runDocument(trainings(cuts, backbone, size), { backend, datasets: [squares] });
    expect(together.status).toBe('done');
    const images = 4 * 3;
    expect(embeddings(together).map(({ passes }) => passes)).toEqual([images, 0, 0]);
    const shared = await rowsOf(together);
    expect(shared.size).toBe(cuts.length);
    for (const cut of cuts) {
      const alone = await runDocument(trainings([cut], backbone, size), { backend, datasets: [squares] });
      const [[key = '', rows] = []] = [...(await rowsOf(alone))];
      expect(shared.get(key)).toEqual(rows);
    }
  });
});

it('leaves alone what is stored already', async () => {
  const store = createResultStore<Executed>(2 ** 28);
  const run = (cuts: readonly string[]) =>
    runDocument(trainings(cuts, 'mobilenet-v2', '96'), { backend, datasets: [squares], store });
  await run(CUTS.slice(0, 1));
  const second = await run(CUTS);
  expect(embeddings(second)).toEqual([
    { cached: true, passes: 12 },
    { cached: false, passes: 12 },
    { cached: true, passes: 0 },
  ]);
});

describe('a shared pass', () => {
  const stepsOf = (cuts: readonly string[], size: string): EmbedStep[] =>
    compileForTest(trainings(cuts, 'mobilenet-v2', size), [squares]).steps.filter(
      (step): step is EmbedStep => step.op === 'embed',
    );

  it('needs the same images at the same size', () => {
    const [first, second] = stepsOf(CUTS, '96');
    const [larger] = stepsOf(CUTS.slice(1), '128');
    if (!first || !second || !larger) throw new Error('There are no embed steps.');
    expect(sharesForward(first, second)).toBe(true);
    expect(sharesForward(second, first)).toBe(true);
    expect(sharesForward(first, larger)).toBe(false);
    expect(sharesForward(first, { ...second, inputs: { data: 'other' } })).toBe(false);
    expect(sharesForward(first, { ...second, params: { ...second.params, part: 'test' } })).toBe(false);
  });
});
