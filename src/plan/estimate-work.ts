import { probedEpochs } from './costs';
import type { AugmentStep, BodySpec, FitStep, LoadStep, ModelSpec, Step } from './plan';

export type PlanIndex = ReadonlyMap<string, Step>;

/** A kind of image work: what one image of it costs is measured, not calculated. */
export interface ImageWork {
  /** The same work has the same key, in whatever plan. */
  readonly key: string;
  readonly load: LoadStep['params'];
  readonly side: number;
  readonly channels: 1 | 3;
  /** Present where images are varied, absent where they are decoded and resized. */
  readonly augment?: AugmentStep['params'];
}

/** What a step makes the machine do. */
export interface Work {
  /** Steps of one kind err alike, so one of them corrects the others: e.g. `embed mobilenet-v2`. */
  readonly kind: string;
  /** Backward passes and updates are part of it. */
  readonly trains: boolean;
  readonly flops: number;
  /** How often some block of the network is run, in whatever direction. */
  readonly blockRuns: number;
  readonly trainingSteps: number;
  readonly images: readonly (ImageWork & { readonly count: number })[];
}

/** Steps on references alone (load, split, augment) have none worth telling. */
export function workOf(index: PlanIndex, step: Step): Work | undefined {
  const { flops, samples } = step.cost;
  switch (step.op) {
    case 're-estimate': {
      const { body, batch } = step.params;
      return {
        kind: `re-estimate ${originOf(body.body)}`,
        trains: false,
        flops,
        blockRuns: Math.ceil(samples / batch) * body.blocks.length,
        trainingSteps: 0,
        images: imagesOf(index, step, body, samples, 0),
      };
    }
    case 'embed': {
      const { body, batch, views } = step.params;
      return {
        kind: `embed ${originOf(body.body)}`,
        trains: false,
        flops,
        blockRuns: Math.ceil(samples / batch) * body.blocks.length,
        trainingSteps: 0,
        images: imagesOf(index, step, body, samples / views, samples - samples / views),
      };
    }
    case 'fit': {
      const { model, options } = step.params;
      const { epochs, batchSize } = options;
      const perEpoch = samples / epochs;
      const stepsPerEpoch = Math.ceil(perEpoch / batchSize);
      const fineTuned = epochs - probedEpochs(options);
      return {
        kind: `fit ${trainedPart(model)}`,
        trains: true,
        flops,
        // Forward, the gradient of the inputs, the gradient of the weights.
        blockRuns: 3 * stepsPerEpoch * fineTuned * trainedBlocks(model),
        trainingSteps: stepsPerEpoch * epochs,
        // Images are decoded once and kept; versions are made anew in every epoch.
        images: step.inputs.train ? [] : imagesOf(index, step, model, perEpoch, perEpoch * fineTuned),
      };
    }
    case 'range-test': {
      const { model, options } = step.params;
      // Its steps draw as many samples as they need, some of them more than once.
      const drawn = Math.min(samples, index.get(step.inputs.data ?? '')?.cost.samples ?? samples);
      return {
        kind: `fit ${trainedPart(model)}`,
        trains: true,
        flops,
        blockRuns: 3 * options.steps * trainedBlocks(model),
        trainingSteps: options.steps,
        images: step.inputs.train ? [] : imagesOf(index, step, model, drawn, samples),
      };
    }
    case 'cross-validate': {
      const { model, options } = step.params;
      const { folds, epochs, batchSize } = options;
      const images = samples / (epochs * (folds - 1));
      const steps = folds * epochs * Math.ceil(samples / (folds * epochs * batchSize));
      return {
        kind: `fit ${trainedPart(model)}`,
        trains: true,
        flops,
        blockRuns: 3 * steps * trainedBlocks(model),
        trainingSteps: steps,
        images: imagesOf(index, step, model, images, 0),
      };
    }
    case 'evaluate': {
      const model = trainedBy(index, step)?.params.model;
      if (!model) return undefined;
      return {
        kind: `evaluate ${trainedPart(model)}`,
        trains: false,
        flops,
        blockRuns: Math.ceil(samples / step.params.batch) * (trainedBlocks(model) + 1),
        trainingSteps: 0,
        images: step.inputs.features ? [] : imagesOf(index, step, model, samples, 0),
      };
    }
    case 'advise':
      // Plain arithmetic besides the backend: its first run teaches how fast that is.
      return { kind: 'advise', trains: false, flops, blockRuns: 0, trainingSteps: 0, images: [] };
    default:
      return undefined;
  }
}

/** Every kind of image work that a plan asks for, each once. */
export function imageWorksOf(index: PlanIndex): readonly ImageWork[] {
  const works = [...index.values()].flatMap((step) => workOf(index, step)?.images ?? []);
  return [...new Map(works.map(({ count: _count, ...work }) => [work.key, work])).values()];
}

const trainedBlocks = (model: ModelSpec): number => model.blocks.length - model.frozenBlocks;

/** With everything frozen the head alone trains: whatever the backbone, the work is of one kind. */
const trainedPart = (model: ModelSpec): string =>
  trainedBlocks(model) === 0 ? 'head' : originOf(model.body);

/** What a chain of trained networks was first built from. */
function originOf(body: BodySpec): string {
  if (body.op === 'trained-body') return originOf(body.base);
  return body.op === 'backbone' ? body.backbone : body.op;
}

function trainedBy(index: PlanIndex, step: Step): FitStep | undefined {
  const trained = index.get(step.inputs.trained ?? '');
  return trained?.op === 'fit' ? trained : undefined;
}

/** `read` images are decoded and resized; `varied` versions of them are made by an augmentation before. */
function imagesOf(
  index: PlanIndex,
  step: Step,
  { input }: Pick<ModelSpec, 'input'>,
  read: number,
  varied: number,
): Work['images'] {
  const { load, augment } = dataOf(index, step);
  if (!load || input.modality !== 'image') return [];
  const [side = 0, , last] = input.shape;
  const channels = last === 1 ? 1 : 3;
  const size = `${side}×${side}×${channels}`;
  const reading = {
    key: `read ${load.dataset} ${load.fit} ${size}`,
    load,
    side,
    channels,
    count: read,
  } as const;
  if (!augment || varied === 0) return [reading];
  const key = `vary ${JSON.stringify(augment.transforms)} ${size}`;
  return [reading, { key, load, side, channels, augment, count: varied }];
}

/** Where a step's samples come from, and what varies them on the way. */
function dataOf(index: PlanIndex, step: Step) {
  let augment: AugmentStep['params'] | undefined;
  // Each step follows its inputs, so the way back ends.
  let current: Step | undefined = index.get(step.inputs.data ?? '');
  while (current && current.op !== 'load') {
    if (current.op === 'augment') augment = current.params;
    current = index.get(current.inputs.data ?? '');
  }
  return { load: current?.params, augment };
}
