import * as tf from '@tensorflow/tfjs';
import { registry } from '../../../nodes/registry';
import { applySetting } from '../../../src/cli/options';
import { type Dataset, samplesOf } from '../../../src/engine/data/dataset';
import { drawExamples } from '../../../src/engine/data/examples';
import type { BackendInfo } from '../../../src/engine/events';
import { INFERENCE } from '../../../src/engine/networks/modes';
import type { Body } from '../../../src/engine/networks/network';
import { openBody } from '../../../src/engine/networks/open-body';
import { pool } from '../../../src/engine/networks/pooling';
import type { Platform } from '../../../src/engine/platform/platform';
import { memoryCheckpoints } from '../../../src/engine/run/memory-checkpoints';
import { execute } from '../../../src/engine/steps/execute';
import { openPixels } from '../../../src/engine/steps/image-inputs';
import type { Inputs, StepContext, StepOutput } from '../../../src/engine/steps/output';
import { openTrainable } from '../../../src/engine/steps/trainable';
import { fitTrainable } from '../../../src/engine/training/fit';
import type { ExampleSource } from '../../../src/engine/training/source';
import { inTurn, mixed, type ViewPick } from '../../../src/engine/training/views';
import type { Part } from '../../../src/plan/catalog';
import type { EmbedStep, Plan, StepOf, StepOp } from '../../../src/plan/plan';
import { compileForTest, runDocument, startTestBackend, testPlatform } from '../../engine/run/world';
import { loadTemplate } from '../../templates/load';
import { describePair, type Paired, paired, rounded } from '../paired';
import type { Row } from '../row';

const EPOCHS = 20;
/** Of the last validation loss: batches of other sizes round otherwise. */
const TOLERANCE = 1e-3;

/**
 * The run up to Train, against the same training where every epoch takes every training and validation
 * image through the whole network: the same engine, folded layers, versions of images and metrics.
 * Images are decoded once there too, and varied when they are drawn, as is usual.
 */
export const cached: Row = {
  name: 'cached',
  what: `${EPOCHS} epochs of first-transfer, cached features / no caching, WASM`,
  target: { value: 0.08, kind: 'at most' },
  async measure({ runs }) {
    const backend = await startTestBackend('wasm');
    const own = await compare(backend, `train.epochs=${EPOCHS}`, runs);
    const single = await compare(backend, `train.epochs=${EPOCHS} augment.views=1`, runs);
    return {
      value: own.pair.ratio,
      detail: {
        'as the template is, two versions of each image': describePair(own.pair),
        'passes through the network alone': describePasses(own),
        'one version of each image': describePair(single.pair),
        'passes, one version': describePasses(single),
      },
    };
  },
};

interface Compared {
  readonly pair: Paired;
  /** Images that pass through the network. */
  readonly passes: { readonly cached: number; readonly without: number };
}

async function compare(backend: BackendInfo, settings: string, runs: number): Promise<Compared> {
  const document = settings
    .split(' ')
    .reduce((graph, setting) => applySetting(graph, registry, setting), loadTemplate('first-transfer'));
  const plan = compileForTest(document, [], ['train']);
  let withCache = Number.NaN;
  let without = Number.NaN;
  const pair = await paired(
    async () => {
      const run = await runDocument(document, { backend, targets: ['train'] });
      withCache = run.result('train', 'fit').fit.history.at(-1)?.valLoss ?? Number.NaN;
    },
    async () => {
      without = await trainWithoutCache(plan, backend);
    },
    runs,
  );
  if (!(Math.abs(withCache - without) <= TOLERANCE * without))
    throw new Error(`Both sides must do the same work. Validation losses: ${withCache}, ${without}.`);
  const { cost, params } = embedOf(plan, 'train');
  const validation = embedOf(plan, 'val').cost.samples;
  return {
    pair,
    passes: {
      cached: cost.samples + validation,
      without: EPOCHS * (cost.samples / params.views + validation),
    },
  };
}

/** What the ratio would be if reading images and training the head took no time. */
const describePasses = ({ passes: { cached, without } }: Compared): string =>
  `${cached} / ${without} images = ${rounded(cached / without)}`;

/** Gives the last validation loss. */
async function trainWithoutCache(plan: Plan, backend: BackendInfo): Promise<number> {
  const platform = testPlatform();
  const context: StepContext = {
    platform,
    backend,
    signal: new AbortController().signal,
    pause: new AbortController().signal,
    checkpoints: memoryCheckpoints()('none'),
    emit: () => undefined,
  };
  const outputs = new Map<string, StepOutput>();
  const fit = stepOf(plan, 'fit', () => true);
  for (const step of plan.steps) {
    if (step.op === 'embed' || step.op === 'fit') continue;
    outputs.set(step.id, (await execute(step, inputsOf(step.inputs, outputs), context)).output);
  }
  const source = (part: Part, body: Body, viewOf: ViewPick): ExampleSource => {
    const { inputs, params } = embedOf(plan, part);
    const data = outputs.get(inputs.data ?? '');
    if (data?.op !== 'data') throw new Error('The plan gives the network no data.');
    return networkSource(body, data.dataset, params, platform, viewOf);
  };
  const { model, head, options, classes } = fit.params;
  const viewOf = options.views === 'mixed' ? mixed(options.seed) : inTurn;
  const body = await openBody(embedOf(plan, 'train').params.body, platform);
  const trainable = await openTrainable(model, head, platform, {
    classes: classes.length,
    weights: {},
    seed: options.seed,
  });
  try {
    const fitted = await fitTrainable({
      ...context,
      trainable,
      train: source('train', body, viewOf),
      validation: source('val', body, inTurn),
      options,
    });
    return fitted.history.at(-1)?.valLoss ?? Number.NaN;
  } finally {
    trainable.dispose();
    body.dispose();
  }
}

/** Examples that go through the network each time they are asked for. */
function networkSource(
  body: Body,
  dataset: Dataset,
  { part, body: prefix, views }: EmbedStep['params'],
  platform: Platform,
  viewOf: ViewPick,
): ExampleSource {
  const samples = samplesOf(dataset, part);
  const source = openPixels(dataset, prefix, platform);
  return {
    count: samples.length,
    async batch(positions, epoch) {
      const draws = [...positions].map((at) => ({
        sample: samples[at] ?? 0,
        view: viewOf(at, epoch, views),
      }));
      const { pixels, labels } = await drawExamples(source, draws, samples);
      const inputs = tf.tidy(() => {
        const input = tf.tensor(Float32Array.from(pixels), [draws.length, ...prefix.input.shape]);
        const map = body.forward(input, 0, prefix.blocks.length, INFERENCE);
        return prefix.pooling ? pool(map, prefix.pooling) : map;
      });
      return { inputs, targets: tf.tensor2d(labels, [draws.length, dataset.classes.length]) };
    },
  };
}

function stepOf<Op extends StepOp>(plan: Plan, op: Op, wanted: (step: StepOf<Op>) => boolean): StepOf<Op> {
  const found = plan.steps.find((step): step is StepOf<Op> => step.op === op && wanted(step as StepOf<Op>));
  if (!found) throw new Error(`The plan has no such ${op} step.`);
  return found;
}

const embedOf = (plan: Plan, part: Part): EmbedStep =>
  stepOf(plan, 'embed', ({ params }) => params.part === part);

const inputsOf = (
  inputs: Readonly<Record<string, string>>,
  outputs: ReadonlyMap<string, StepOutput>,
): Inputs =>
  Object.fromEntries(
    Object.entries(inputs).flatMap(([role, id]) => {
      const output = outputs.get(id);
      return output ? [[role, output]] : [];
    }),
  );
