import type { FitOptions } from '../../plan/expressions';

/** What is known of a training that fell apart, apart from its options. */
export interface Circumstances {
  /** The epoch in which it happened, counted from 1. */
  readonly epoch: number;
  /** Blocks of the body that train. */
  readonly blocks: number;
  /** Batch norm somewhere takes the statistics of the batch. */
  readonly batchNorm: boolean;
  /** The largest value of stored features, where the head takes them as they are. */
  readonly largestFeature?: number;
}

export interface Cause {
  /** The parameter of Train that mends it, where there is one. */
  readonly param?: string;
  readonly text: string;
}

/** Above it a rate is unusual, whatever the network. */
const USUAL_RATE = { sgd: 0.1, adam: 0.01, adamw: 0.01 } as const;
/** ReLU6 and hard swish stay below it by far. */
const LARGE_FEATURE = 30;
const SMALL_BATCH = 8;
/** What goes wrong later was not for want of a gentle start. */
const FIRST_EPOCHS = 2;

/** What most likely made a training fall apart, the likeliest first; never empty. */
export function likelyCauses(options: FitOptions, circumstances: Circumstances): readonly Cause[] {
  const { optimizer, learningRate, backboneRate, warmupEpochs, clipNorm, batchSize } = options;
  const { epoch, blocks, batchNorm, largestFeature = 0 } = circumstances;
  const unusual = learningRate > USUAL_RATE[optimizer];
  const lower: Cause = {
    param: 'learningRate',
    text: `the learning rate of ${learningRate} is ${unusual ? 'very high' : 'too high for this network'}: try ${tenth(learningRate)}`,
  };
  const causes: readonly (Cause | false)[] = [
    !Number.isFinite(largestFeature) && {
      text: 'the features themselves are not finite: cut the backbone earlier, or try another backend',
    },
    unusual && lower,
    largestFeature > LARGE_FEATURE && {
      text: `the features are large (up to ${Math.round(largestFeature)}): switch on batch norm in the Head, which brings them to one scale`,
    },
    blocks > 0 &&
      backboneRate > 0.3 && {
        param: 'backboneRate',
        text: `the backbone learns at ${backboneRate} times the head’s rate: a tenth is usual`,
      },
    batchNorm &&
      batchSize < SMALL_BATCH && {
        param: 'batchSize',
        text: `batch norm takes its statistics from only ${batchSize} images: use a batch size of ${SMALL_BATCH} or more, or stored statistics`,
      },
    !unusual && lower,
    warmupEpochs === 0 &&
      epoch <= FIRST_EPOCHS && {
        param: 'warmupEpochs',
        text: 'there is no warm-up: one epoch of it lets a new network settle first',
      },
    clipNorm === 0 && {
      param: 'clipNorm',
      text: 'gradients are not clipped: a limit of 1 keeps one odd batch from wrecking the weights',
    },
  ];
  return causes.filter((cause) => cause !== false);
}

const tenth = (rate: number): number => Number((rate / 10).toPrecision(2));
