import type { BlockInfo, Modality } from './catalog';
import { totals } from './describe-data';
import { countBlocks, countHead, featureShape, storedStatistics } from './describe-model';
import { type DataDraft, type DraftOf, type DraftStep, isNetwork, type NetworkDraft } from './draft';
import type { FitOptions } from './expressions';
import { BYTES_PER_DOUBLE, BYTES_PER_FLOAT } from './memory';
import type { HeadSpec, Step, StepCost } from './plan';
import { passesOfStep, passingParams, trainedBlocks, tunedParams, updatedKernels } from './tuning';

/** A step of a head alone: forward, and the gradients of its inputs and its weights. */
const HEAD_PASSES = 3;

const SAMPLES: Readonly<Record<Modality, string>> = {
  image: 'images',
  text: 'texts',
  audio: 'recordings',
  tabular: 'rows',
};

type About = Pick<Step, 'output' | 'cost'>;

/** What a step gives, in words, and what it is expected to cost. */
export function describeStep(step: DraftStep): About {
  if (step.op === 'advise') return describeAdvise(step);
  if (!isNetwork(step)) return describeDataStep(step);
  switch (step.op) {
    case 're-estimate':
      return describeReEstimate(step);
    case 'embed':
      return describeEmbed(step);
    case 'fit':
      return describeFit(step);
    case 'range-test':
      return describeRangeTest(step);
    case 'cross-validate':
      return describeCrossValidate(step);
    case 'evaluate':
      return describeEvaluate(step);
  }
}

function describeDataStep({ op, data }: DataDraft): About {
  const { train, val, test } = totals(data);
  const samples = train + val + test;
  const cost = { flops: 0, bytes: 0, samples, memory: 0, trainable: 0, frozen: 0 };
  switch (op) {
    case 'load':
      return { output: `${samples} ${SAMPLES[data.modality]}, ${data.classes.length} classes`, cost };
    case 'split':
      return { output: `${train} training, ${val} validation, ${test} test`, cost };
    case 'augment':
      return { output: `up to ${data.views} versions of ${train} training samples`, cost };
  }
}

function describeReEstimate(step: DraftOf<'re-estimate'>): About {
  const samples = totals(step.data).train;
  const blocks = blocksOf(step);
  const { params, flops } = countBlocks(blocks);
  const statistics = storedStatistics(blocks);
  return {
    output: `${statistics} statistics of batch norm`,
    cost: {
      flops: samples * flops,
      bytes: statistics * BYTES_PER_FLOAT,
      samples,
      memory: params * BYTES_PER_FLOAT + step.params.batch * passMemory(step),
      trainable: 0,
      frozen: params,
    },
  };
}

function describeEmbed(step: DraftOf<'embed'>): About {
  const { part, views, batch } = step.params;
  const samples = totals(step.data)[part] * views;
  const shape = featureShape(step.network.model);
  const prefix = countBlocks(blocksOf(step));
  return {
    output: `${samples} × [${shape.join(', ')}]`,
    cost: {
      flops: samples * prefix.flops,
      bytes: samples * shape.reduce((product, side) => product * side, 1) * BYTES_PER_FLOAT,
      samples,
      memory: prefix.params * BYTES_PER_FLOAT + batch * passMemory(step),
      trainable: 0,
      frozen: prefix.params,
    },
  };
}

function describeFit(step: DraftOf<'fit'>): About {
  const { options, classes } = step.params;
  const { train, val } = totals(step.data);
  const { params, trainable, flops } = learnt(step);
  const probing = probedEpochs(options);
  const probedEpoch = (HEAD_PASSES * train + val) * headCount(step).flops;
  const epoch = train * stepFlops(step) + val * flops;
  return {
    output: `${trainable} trained parameters, ${classes.length} classes`,
    cost: {
      flops: probing * probedEpoch + (options.epochs - probing) * epoch,
      bytes: params * BYTES_PER_FLOAT,
      samples: train * options.epochs,
      ...learningCost(step),
    },
  };
}

function describeRangeTest(step: DraftOf<'range-test'>): About {
  const { steps, batchSize, lowestRate, highestRate } = step.params.options;
  const samples = steps * batchSize;
  return {
    output: `the loss at ${steps} rates from ${lowestRate} to ${highestRate}`,
    cost: {
      flops: samples * stepFlops(step),
      bytes: 0,
      samples,
      ...learningCost(step),
    },
  };
}

function describeCrossValidate(step: DraftOf<'cross-validate'>): About {
  const { folds, epochs } = step.params.options;
  const samples = totals(step.data).train;
  // Each image is left out by one training, and learned from by all others.
  const learned = samples * (folds - 1) * epochs;
  return {
    output: `answers to ${samples} samples`,
    cost: {
      flops: learned * stepFlops(step) + samples * learnt(step).flops,
      bytes: 0,
      samples: learned,
      ...learningCost(step),
    },
  };
}

/** Multiplications of an eigenvalue decomposition of a matrix, in units of the cube of its side. */
const DECOMPOSITION = 9;
/** Of the features as they are, and of centred ones. */
const DECOMPOSITIONS = 2;

function describeAdvise({ data, params: { candidates } }: DraftOf<'advise'>): About {
  const samples = totals(data).train;
  const flops = candidates.reduce((sum, { features }) => {
    const side = Math.min(samples, features);
    return sum + 2 * samples * side * features + DECOMPOSITIONS * 2 * DECOMPOSITION * side ** 3;
  }, 0);
  const widest = Math.max(0, ...candidates.map(({ features }) => features));
  const memory = 2 * samples * (widest + samples) * BYTES_PER_DOUBLE;
  return {
    output: `a ranking of ${candidates.length} candidates`,
    cost: { flops, bytes: 0, samples, memory, trainable: 0, frozen: 0 },
  };
}

function describeEvaluate(step: DraftOf<'evaluate'>): About {
  const { part, batch } = step.params;
  const samples = totals(step.data)[part];
  const { params, flops } = learnt(step);
  return {
    output: `a report on ${samples} samples`,
    cost: {
      flops: samples * flops,
      bytes: 0,
      samples,
      memory: params * BYTES_PER_FLOAT + batch * passMemory(step),
      trainable: 0,
      frozen: params,
    },
  };
}

/** Steps that learn; their batch size is the user's choice. */
export type LearningDraft = DraftOf<'fit'> | DraftOf<'range-test'>;

export const isLearning = (step: DraftStep): step is LearningDraft =>
  step.op === 'fit' || step.op === 'range-test';

/** Steps that take gradients. */
type TrainingDraft = LearningDraft | DraftOf<'cross-validate'>;

function learningCost(step: TrainingDraft): Pick<StepCost, 'memory' | 'trainable' | 'frozen'> {
  const { params, trainable } = learnt(step);
  return {
    memory: trainingMemory(step, step.params.options.batchSize),
    trainable,
    frozen: params + passingParams(step.network.model) - trainable,
  };
}

/** The blocks that a step runs: the whole body, the frozen prefix, or all that follows it. */
export function blocksOf({ op, network: { model } }: NetworkDraft): readonly BlockInfo[] {
  if (op === 're-estimate') return model.blocks;
  return op === 'embed' ? model.blocks.slice(0, model.frozenBlocks) : trainedBlocks(model);
}

/** Parameters and FLOPs a sample of the blocks behind the frozen prefix, and of the head. */
function learnt(step: DraftOf<'evaluate'> | TrainingDraft): ReturnType<typeof countBlocks> {
  const body = countBlocks(blocksOf(step));
  const head = headCount(step);
  return {
    params: body.params + head.params,
    trainable: tunedParams(step.network.model) + head.trainable,
    flops: body.flops + head.flops,
  };
}

/** Floating-point operations of one training step, for each sample. */
function stepFlops(step: TrainingDraft): number {
  const head = headCount(step).flops;
  return HEAD_PASSES * head + passesOfStep(step.network.model.tuning) * (learnt(step).flops - head);
}

const headCount = (step: DraftOf<'evaluate'> | TrainingDraft) =>
  countHead(headOf(step), step.network.model.features, step.data.classes.length);

/** Epochs in which the head learns alone, from stored features. */
export const probedEpochs = ({ probe, epochs }: Pick<FitOptions, 'probe' | 'epochs'>): number =>
  Math.min(probe?.epochs ?? 0, epochs);

function headOf({ network: { model } }: NetworkDraft): HeadSpec {
  if (!model.head) throw new Error('A network without head was compiled to a training.');
  return model.head;
}

/** A batch norm that is measured is not folded: its input is held, centred and squared besides. */
const MAPS_OF_MEASURING = 3;

/** Bytes of the largest set of activations alive at once in a forward pass, a sample. */
export function passMemory(step: NetworkDraft): number {
  const largest = Math.max(step.network.model.features, ...blocksOf(step).map((block) => block.activation));
  return largest * BYTES_PER_FLOAT * (step.op === 're-estimate' ? MAPS_OF_MEASURING : 1);
}

/**
 * Bytes that training takes at once: weights, gradients and what the optimizer remembers of each
 * parameter, and for each sample of a batch what the backward pass needs of the forward pass.
 */
export function trainingMemory(step: TrainingDraft, batchSize: number): number {
  const { params, trainable } = learnt(step);
  const { model } = step.network;
  const copies = 1 + copiesBesides(step);
  // Of a kernel with an update of low rank: as it was, and its gradient.
  const updated = passingParams(model) + 2 * updatedKernels(model);
  const weights = params + updated + trainable * copies;
  return weights * BYTES_PER_FLOAT + batchSize * keptMemory(step);
}

/** Bytes for each sample of a batch: all that is kept, and the gradient that is on its way back. */
export function keptMemory(step: TrainingDraft): number {
  const { model } = step.network;
  const input = featureShape(model).reduce((product, side) => product * side, 1);
  const blocks = blocksOf(step).reduce((sum, block) => sum + block.kept, 0);
  // Each hidden layer keeps its sums and its outputs.
  const head = model.features + 2 * headOf(step).hidden.reduce((sum, units) => sum + units, 0);
  return (input + blocks + head) * BYTES_PER_FLOAT + passMemory(step);
}

/** Values that training remembers of each parameter, besides its gradient. */
function copiesBesides(step: TrainingDraft): number {
  const { optimizer, momentum } = step.params.options;
  const moments = optimizer === 'sgd' ? Number(momentum > 0) : 2;
  if (step.op === 'range-test') return moments;
  const { averageDecay, l2sp } = step.params.options;
  return moments + Number(averageDecay > 0) + Number(l2sp > 0);
}
