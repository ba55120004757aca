import { memoryCheckpoints } from '../../../src/engine/run/memory-checkpoints';
import { executeEmbed } from '../../../src/engine/steps/embed';
import { execute } from '../../../src/engine/steps/execute';
import type { StepContext, StepOutput } from '../../../src/engine/steps/output';
import type { GraphDocument } from '../../../src/graph/document';
import type { EmbedStep } from '../../../src/plan/plan';
import { compileForTest, startTestBackend, testPlatform } from '../../engine/run/world';
import { graph } from '../../plan/graphs';
import { describePair, paired } from '../paired';
import type { Row } from '../row';

const IMAGES = 300;
/** Every backbone that is frozen by default in a template, at its default size and at a small one. */
const CASES = [
  ['mobilenet-v3-coco', 64],
  ['mobilenet-v3-coco', 128],
  ['mobilenet-v2', 96],
] as const;

/** The embed step, decoding included, at the batch size that the plan gives it and at one. */
export const embedBatches: Row = {
  name: 'embed-batches',
  what: `embedding ${IMAGES} images in batches / one at a time, WASM`,
  target: { value: 0.85, kind: 'at most' },
  async measure({ runs }) {
    const backend = await startTestBackend('wasm');
    const never = new AbortController().signal;
    const context: StepContext = {
      platform: testPlatform(),
      backend,
      signal: never,
      pause: never,
      checkpoints: memoryCheckpoints()('none'),
      emit: () => undefined,
    };
    const detail: Record<string, string> = {};
    const ratios: number[] = [];
    for (const [backbone, side] of CASES) {
      const { params, data } = await embedStepOf(backbone, side, context);
      const embed = (batch: number) => () => executeEmbed({ ...params, batch }, { data }, context);
      const pair = await paired(embed(params.batch), embed(1), runs);
      detail[`${backbone} at ${side}, batches of ${params.batch}`] = describePair(pair);
      ratios.push(pair.ratio);
    }
    return { value: Math.max(...ratios), detail };
  },
};

/** The step as the compiler makes it, and its first images. */
async function embedStepOf(backbone: string, side: number, context: StepContext) {
  const plan = compileForTest(emojiGraph(backbone, side));
  const step = plan.steps.find(
    (step): step is EmbedStep => step.op === 'embed' && step.params.part === 'train',
  );
  if (!step) throw new Error('The plan embeds no training images.');
  const outputs = new Map<string, StepOutput>();
  for (const before of plan.steps) {
    if (before.op !== 'load' && before.op !== 'split') continue;
    const inputs = Object.fromEntries(
      Object.entries(before.inputs).flatMap(([role, id]) => {
        const output = outputs.get(id);
        return output ? [[role, output]] : [];
      }),
    );
    outputs.set(before.id, (await execute(before, inputs, context)).output);
  }
  const found = outputs.get(step.inputs.data ?? '');
  if (found?.op !== 'data') throw new Error('The plan gives the network no data.');
  const samples = found.dataset.samples.filter(({ part }) => part === 'train').slice(0, IMAGES);
  if (samples.length < IMAGES) throw new Error(`There are only ${samples.length} images.`);
  const data: StepOutput = { op: 'data', dataset: { ...found.dataset, samples } };
  return { params: step.params, data };
}

const emojiGraph = (backbone: string, side: number): GraphDocument =>
  graph(
    {
      dataset: { kind: 'dataset', params: { source: 'emoji' } },
      split: { kind: 'split' },
      backbone: { kind: 'backbone', params: { backbone, inputSize: `${side}` } },
      freeze: { kind: 'freeze', params: { policy: 'all' } },
      head: { kind: 'head' },
      train: { kind: 'train' },
    },
    [
      'dataset.data -> split.data',
      'split.data -> train.data',
      'backbone.model -> freeze.model',
      'freeze.model -> head.model',
      'head.model -> train.model',
    ],
  );
