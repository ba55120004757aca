import type { Problem } from '../graph/problem';
import type { Part } from './catalog';
import type {
  AdviceOptions,
  AugmentExpression,
  CrossValidateOptions,
  EvaluateExpression,
  FitExpression,
  LoadExpression,
  ModelExpression,
  ModelValue,
  RangeTestExpression,
  SplitExpression,
  Tuning,
} from './expressions';
import type { Fact } from './kind';
import type { Off } from './switched-off';

export type StepOp =
  | 'load'
  | 'split'
  | 'augment'
  | 're-estimate'
  | 'embed'
  | 'fit'
  | 'range-test'
  | 'cross-validate'
  | 'advise'
  | 'evaluate';

/** What a step is expected to cost, for one execution. */
export interface StepCost {
  /** Floating-point operations. */
  readonly flops: number;
  /** Bytes of its result. */
  readonly bytes: number;
  readonly samples: number;
  /** Most bytes that weights and activations take at once while it runs, at its batch size. */
  readonly memory: number;
  /** Parameters that the step trains. */
  readonly trainable: number;
  /** Parameters that the step uses as they are. */
  readonly frozen: number;
}

/** The compiler's passes, in the order in which they are applied. */
export type PassName =
  | 'augmentation'
  | 'frozen-prefix'
  | 'cached-views'
  | 'dead-branches'
  | 'folding'
  | 'batch-size'
  | 'sharing';

/** What a pass did to a step, and why. */
export interface PassNote {
  readonly pass: PassName;
  readonly text: string;
}

/** What a pass did in a whole plan. */
export interface PassReport {
  readonly name: PassName;
  /** For people, e.g. `Frozen prefix`. */
  readonly title: string;
  /** One sentence: what it did, or that there was nothing to do. */
  readonly summary: string;
}

/** Whether a pass changed nothing: its summary begins by saying so. */
export const wasIdle = ({ summary }: PassReport): boolean => summary.startsWith('Nothing to do');

interface StepBase {
  /** Position in the plan and its operation, e.g. `3-embed`. */
  readonly id: string;
  /** Version of the operation's code: part of the key. */
  readonly opVersion: number;
  /** Hash of operation, version, parameters and input keys. */
  readonly key: string;
  /** The nodes that asked for it; progress and failure show on the first. */
  readonly nodes: readonly string[];
  /** Steps whose results it needs, by role. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What comes out, for people: e.g. `300 × [112]`. */
  readonly output: string;
  readonly cost: StepCost;
  /** Why the compiler made it this way, e.g. which prefix is frozen. */
  readonly notes: readonly PassNote[];
}

export interface LoadStep extends StepBase {
  readonly op: 'load';
  readonly params: Omit<LoadExpression, 'op'>;
}
/** inputs: { data: load } */
export interface SplitStep extends StepBase {
  readonly op: 'split';
  readonly params: Omit<SplitExpression, 'op' | 'data'>;
}
/** Attaches transforms to a dataset; nothing is computed until `embed` or `fit` draws samples. inputs: { data } */
export interface AugmentStep extends StepBase {
  readonly op: 'augment';
  readonly params: Omit<AugmentExpression, 'op' | 'data'>;
}
/**
 * Measures batch norm's statistics on the training images, as they are and without their labels: all of
 * the body then stores these. inputs: { data, origin? }
 */
export interface ReEstimateStep extends StepBase {
  readonly op: 're-estimate';
  readonly params: {
    readonly body: PrefixSpec;
    /** Most samples in one forward pass: a power of two. */
    readonly batch: number;
  };
}
/**
 * Runs the frozen prefix once for every sample of one part. inputs: { data, origin? (the step whose weights
 * the body starts with: the fit step of a trained body, or the re-estimate step) }
 */
export interface EmbedStep extends StepBase {
  readonly op: 'embed';
  readonly params: {
    readonly part: Part;
    /** Versions of each sample to embed; more than 1 only for augmented training data. */
    readonly views: number;
    readonly body: PrefixSpec;
    /** Samples in one forward pass: a power of two. */
    readonly batch: number;
  };
}
/**
 * Trains what is not frozen. inputs: { data, origin?, train? (embed), val? (embed) }, and while it
 * probes { probeTrain (embed), probeVal? (embed) }: pooled features of the whole body.
 */
export interface FitStep extends StepBase {
  readonly op: 'fit';
  readonly params: {
    readonly model: ModelSpec;
    readonly head: HeadSpec;
    readonly options: FitExpression['options'];
    readonly classes: readonly string[];
  };
}
/** Trains for some steps while the rate grows; nothing of it is kept. inputs: { data, origin?, train? (embed) } */
export interface RangeTestStep extends StepBase {
  readonly op: 'range-test';
  readonly params: Omit<FitStep['params'], 'options'> & { readonly options: RangeTestExpression['options'] };
}
/** Judges a network by the training images that each of several trainings did not see. inputs: { data } */
export interface CrossValidateStep extends StepBase {
  readonly op: 'cross-validate';
  readonly params: Omit<FitStep['params'], 'options'> & { readonly options: CrossValidateOptions };
}
/**
 * Scores how well frozen features suit the data. inputs: { data, scratch (cross-validate), candidate-0…
 * (embed, one for each candidate), source-0… (embed of the source classes' logits, where there are any) }
 */
export interface AdviseStep extends StepBase {
  readonly op: 'advise';
  readonly params: {
    readonly candidates: readonly CandidateSpec[];
    readonly classes: readonly string[];
    readonly options: AdviceOptions;
  };
}

/** What an advised candidate is, as a Backbone node says it. */
export interface CandidateSpec {
  readonly backbone: string;
  /** Name of the block whose output is used. */
  readonly cut: string;
  readonly inputSize: number;
  readonly pooling: ModelValue['pooling'];
  /** For people. */
  readonly label: string;
  readonly cutLabel: string;
  /** Length of the pooled vector. */
  readonly features: number;
  /** Floating-point operations for one image. */
  readonly flops: number;
}

/** inputs: { trained: fit, data, features? (embed) } */
export interface EvaluateStep extends StepBase {
  readonly op: 'evaluate';
  readonly params: Omit<EvaluateExpression, 'op' | 'data' | 'trained'> & {
    /** Samples in one forward pass: a power of two. */
    readonly batch: number;
  };
}

export type Step =
  | LoadStep
  | SplitStep
  | AugmentStep
  | ReEstimateStep
  | EmbedStep
  | FitStep
  | RangeTestStep
  | CrossValidateStep
  | AdviseStep
  | EvaluateStep;
export type StepOf<Op extends StepOp> = Extract<Step, { op: Op }>;

/** Where a body's architecture and first weights come from. The weights of a `trained-body` are those of the step's input `origin`. */
export type BodySpec =
  | {
      readonly op: 'backbone';
      readonly backbone: string;
      readonly weights: string;
      /** Present: of random first weights. */
      readonly seed?: number;
    }
  | Omit<Extract<ModelExpression, { op: 'small-cnn' }>, 'pooling'>
  | {
      readonly op: 'trained-body';
      /** What the trained network was built from. */
      readonly base: BodySpec;
      /** What its training added to it. */
      readonly adapters?: AdaptersSpec;
    };

/** Residual bottlenecks behind each block from one on. */
export interface AdaptersSpec {
  /** The first block that has one, counted from 0. */
  readonly from: number;
  /** Channels of the bottleneck. */
  readonly width: number;
  /** Of the outputs of these blocks. */
  readonly channels: readonly number[];
}

/** A body cut, pooled and partly frozen: all the engine needs to build it. */
export interface ModelSpec {
  readonly body: BodySpec;
  readonly input: ModelValue['input'];
  /** Output names of the blocks from the input to the cut. */
  readonly blocks: readonly string[];
  /** Blocks [0, frozenBlocks) are frozen; they form the prefix that `embed` runs. */
  readonly frozenBlocks: number;
  readonly batchNorm: 'stored' | 'batch';
  /** What is tuned in the blocks that train; absent: all weights. */
  readonly tuning?: Tuning;
  /** What tuning adds to the network. */
  readonly adapters?: AdaptersSpec;
  readonly pooling: ModelValue['pooling'];
  /** Blocks before the last whose pooled features come first, in block order; only where all blocks are frozen. */
  readonly also?: readonly string[];
  /** Length of the pooled vector, of all these layers. */
  readonly features: number;
}

/** The frozen blocks at the start of a network: all that `embed` runs. */
export interface PrefixSpec extends Pick<ModelSpec, 'body' | 'input' | 'blocks'> {
  /** Present where the whole body is frozen: then one vector a sample is stored. */
  readonly pooling?: ModelSpec['pooling'];
  /** With `pooling`: earlier blocks whose pooled features come first. */
  readonly also?: readonly string[];
}

export interface HeadSpec {
  readonly hidden: readonly number[];
  readonly dropout: number;
  readonly batchNorm: boolean;
  readonly l2: number;
}

/** What inference and compilation found out about one node. */
export interface NodeInfo {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** The step whose result the node shows, when it has one. */
  readonly resultStep?: string;
  /** All steps that work for this node. */
  readonly steps: readonly string[];
  /** It does no work, and why: its own mode, or a muted node before it. */
  readonly off?: Off;
}

export interface Plan {
  /** In an order in which each step follows its inputs. */
  readonly steps: readonly Step[];
  /** What each pass of the compiler did, in order; empty while something blocks the plan. */
  readonly passes: readonly PassReport[];
  readonly nodes: Readonly<Record<string, NodeInfo>>;
  /** The nodes whose results were asked for. */
  readonly targets: readonly string[];
  /** All problems, those of nodes included. */
  readonly problems: readonly Problem[];
  /** The errors that keep the targets from running; a plan without any can run. */
  readonly blocking: readonly Problem[];
}
