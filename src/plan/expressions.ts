import type { BlockInfo, Modality, Part, Preprocessing } from './catalog';

/**
 * Expressions are what a graph *means*: small immutable trees that node kinds build during
 * inference and that the compiler lowers to steps. They hold no position, label or node name,
 * so equal meaning gives equal content keys.
 */

export interface LoadExpression {
  readonly op: 'load';
  /** Content id of the dataset. */
  readonly dataset: string;
  /** Class names to keep; empty keeps all that the kept domains have. */
  readonly classes: readonly string[];
  /** Domain names to keep; empty keeps all. */
  readonly domains: readonly string[];
  /** Most samples of a class to keep, chosen by `seed`; 0 keeps all. */
  readonly limitPerClass: number;
  /** How an image that is not square becomes square. */
  readonly fit: 'crop' | 'pad' | 'stretch';
  readonly seed: number;
  /** What is told apart: the dataset's classes when absent, else its domains, e.g. who drew an emoji. */
  readonly labels?: 'domains';
}

export interface SplitExpression {
  readonly op: 'split';
  readonly data: DataExpression;
  /** Fractions of the samples; train takes the rest. */
  readonly val: number;
  readonly test: number;
  /** Keep near-duplicates of one source in one part. */
  readonly bySource: boolean;
  /** Keep the split that the folders gave, and divide only what they left open. */
  readonly keepFolders: boolean;
  /** Most training samples of a class, 0 for no limit: "few labels" with a full-size test part. */
  readonly trainPerClass: number;
  readonly seed: number;
}

/** Strengths are fractions in [0, 1] unless said otherwise; 0 switches a transform off. */
export interface AugmentTransforms {
  /** Probability that is ½ when on. */
  readonly flipHorizontal: boolean;
  readonly flipVertical: boolean;
  /** Largest angle in degrees, either way. */
  readonly rotate: number;
  /** Largest shift as a fraction of the side. */
  readonly translate: number;
  /** Largest change of scale as a fraction. */
  readonly zoom: number;
  readonly brightness: number;
  readonly contrast: number;
  /** Largest turn of the colour wheel as a fraction of a full turn. */
  readonly hue: number;
  readonly saturation: number;
  /** Side of the square that is blanked out, as a fraction of the image's side. */
  readonly cutout: number;
  /** Standard deviation of Gaussian noise, as a fraction of the value range. */
  readonly noise: number;
  /** Beta(α, α) parameter of mixup (Zhang et al. 2018). */
  readonly mixup: number;
  /** Beta(α, α) parameter of CutMix (Yun et al. 2019). */
  readonly cutmix: number;
}

export interface AugmentExpression {
  readonly op: 'augment';
  readonly data: DataExpression;
  readonly transforms: AugmentTransforms;
  /** Versions of each training sample, the original included, that a frozen backbone sees. */
  readonly views: number;
  readonly seed: number;
}

export type DataExpression = LoadExpression | SplitExpression | AugmentExpression;

export type Pooling = 'average' | 'max' | 'flatten';

export interface BackboneExpression {
  readonly op: 'backbone';
  readonly backbone: string;
  readonly weights: string;
  /** Name of the block whose output is used. */
  readonly cut: string;
  readonly inputSize: number;
  readonly pooling: Pooling;
  /** Names of blocks before the cut whose pooled features are joined to the cut's, in block order; absent for none. */
  readonly also?: readonly string[];
  /** Present: the weights start random, from it, and not with what was learned. */
  readonly seed?: number;
}

/** A plain convolutional network with random weights: the baseline that transfer must beat. */
export interface SmallCnnExpression {
  readonly op: 'small-cnn';
  readonly inputSize: number;
  readonly channels: 1 | 3;
  /** Each block: convolutions, then 2×2 max pooling. */
  readonly blocks: number;
  readonly convsPerBlock: number;
  /** Filters of the first block; doubled from block to block. */
  readonly filters: number;
  readonly batchNorm: boolean;
  /** After each block, as a fraction of activations. */
  readonly dropout: number;
  readonly pooling: Pooling;
  /** Of the initial weights. */
  readonly seed: number;
}

/** The body (everything before the head) of a network trained in this graph. */
export interface TrainedBodyExpression {
  readonly op: 'trained-body';
  readonly trained: FitExpression;
  readonly cut: string;
  readonly pooling: Pooling;
  /** As a backbone's. */
  readonly also?: readonly string[];
}

export interface FreezeExpression {
  readonly op: 'freeze';
  readonly model: ModelExpression;
  /** Blocks [0, frozenBlocks) keep their weights. */
  readonly frozenBlocks: number;
  /** Batch norm of blocks that train: stored statistics, or those of the batch. */
  readonly batchNorm: 'stored' | 'batch';
  /** Batch norm's stored statistics are those of the images that it trains on; absent: of the source task. */
  readonly statistics?: 'target';
  /** Absent: all weights of the blocks that train. */
  readonly tuning?: Tuning;
}

/** What is tuned in the blocks that train, where that is not all of their weights. */
export type Tuning =
  /** BitFit (Ben Zaken et al. 2022): biases, and shifts of batch norms. */
  | { readonly what: 'bias' }
  /** Scales and shifts of batch norms (Frankle et al. 2021). */
  | { readonly what: 'norm' }
  /** LoRA (Hu et al. 2022): kernels become W + alpha/rank · A·B, and only A and B learn. */
  | { readonly what: 'lora'; readonly rank: number; readonly alpha: number }
  /** Residual bottlenecks of this width behind each block (Houlsby et al. 2019, Rebuffi et al. 2018). */
  | { readonly what: 'adapters'; readonly width: number };

export interface HeadExpression {
  readonly op: 'head';
  readonly model: ModelExpression;
  /** Units of the hidden layers; empty for a linear head. */
  readonly hidden: readonly number[];
  readonly dropout: number;
  readonly batchNorm: boolean;
  /** L2 penalty λ in λ·Σw² on the head's kernels. */
  readonly l2: number;
}

export type BodyExpression = BackboneExpression | SmallCnnExpression | TrainedBodyExpression;
export type ModelExpression = BodyExpression | FreezeExpression | HeadExpression;

export interface FitOptions {
  readonly optimizer: 'sgd' | 'adam' | 'adamw';
  /** SGD only. */
  readonly momentum: number;
  /**
   * λ of decoupled weight decay (Loshchilov & Hutter 2019), for SGD and AdamW: at each step kernels
   * shrink by λ times the schedule's factor and the block's rate multiple. Not multiplied by the
   * learning rate, unlike PyTorch's AdamW, whose `weight_decay` is λ divided by its `lr`.
   */
  readonly weightDecay: number;
  /** Largest norm of all gradients together (Pascanu et al. 2013); 0 for no limit. */
  readonly clipNorm: number;
  readonly learningRate: number;
  /** The rate of the backbone's last block as a multiple of the head's. */
  readonly backboneRate: number;
  /** A block's rate as a multiple of the next block's (ULMFiT, Howard & Ruder 2018); 1 for equal rates. */
  readonly layerDecay: number;
  /** Epochs from one more unfrozen block to the next, from the last on (Howard & Ruder 2018); 0 trains all at once. */
  readonly unfreezeEvery: number;
  /**
   * Linear probing first (LP-FT, Kumar et al. 2022): in the first `epochs` of the training the head
   * learns alone, at a rate of its own. Absent: all that is not frozen learns from the start.
   */
  readonly probe?: { readonly epochs: number; readonly learningRate: number };
  readonly schedule: 'constant' | 'cosine' | 'plateau';
  /** Epochs of linear warm-up from 0 to the learning rate. */
  readonly warmupEpochs: number;
  readonly epochs: number;
  readonly batchSize: number;
  /** How epochs draw from several stored versions of a sample: all of one version, or each sample its own. */
  readonly views: 'turn' | 'mixed';
  /** ε of label smoothing (Szegedy et al. 2016). */
  readonly labelSmoothing: number;
  /** Weigh classes by the inverse of their frequency. */
  readonly classWeights: boolean;
  /** α of L2-SP (Li et al. 2018), α/2·‖w − w⁰‖² on the body's kernels; 0 for none. */
  readonly l2sp: number;
  /** Decay of a moving average of the weights (Polyak & Juditsky 1992), which is what is validated and kept; 0 for none. */
  readonly averageDecay: number;
  /** Stop after this many epochs without improvement on validation loss, 0 for never. */
  readonly patience: number;
  readonly seed: number;
}

export interface FitExpression {
  readonly op: 'fit';
  readonly data: DataExpression;
  readonly model: ModelExpression;
  readonly options: FitOptions;
}

/** How a learning-rate range test trains while the rate grows; settings mean what they mean in `FitOptions`. */
export interface RangeTestOptions
  extends Pick<
    FitOptions,
    | 'optimizer'
    | 'momentum'
    | 'weightDecay'
    | 'backboneRate'
    | 'batchSize'
    | 'labelSmoothing'
    | 'classWeights'
    | 'seed'
  > {
  /** Of the first step. */
  readonly lowestRate: number;
  /** Of the last step; the rate grows by one factor from step to step. */
  readonly highestRate: number;
  /** Training steps, unless the loss falls apart before. */
  readonly steps: number;
}

/** A short training with a growing rate, which shows the rates that work (Smith 2015, arXiv:1506.01186). */
export interface RangeTestExpression {
  readonly op: 'range-test';
  readonly data: DataExpression;
  readonly model: ModelExpression;
  readonly options: RangeTestOptions;
}

/**
 * What a network reaches on the images that it learns from: it is trained several times, each time without a
 * part of them, which it is then asked about.
 */
export interface CrossValidateExpression {
  readonly op: 'cross-validate';
  readonly data: DataExpression;
  readonly model: ModelExpression;
  readonly options: CrossValidateOptions;
}

export interface CrossValidateOptions extends FitOptions {
  /** Parts that the images are divided into; near-duplicates of one source stay together. */
  readonly folds: number;
}

/** One way to borrow from a backbone: its frozen features at one cut. */
export interface AdviceCandidate {
  /** Frozen as a whole. */
  readonly model: FreezeExpression;
  /** The same backbone up to its own classes, where it still has them: what LEEP and NCE look at. */
  readonly source?: FreezeExpression;
}

export interface AdviceOptions {
  /** k of the nearest neighbours. */
  readonly neighbours: number;
  /** How often images are drawn anew to see how sure the ranking is. */
  readonly resamples: number;
  readonly seed: number;
}

/** Which candidate's features suit the data, told without training. */
export interface AdviseExpression {
  readonly op: 'advise';
  readonly data: DataExpression;
  readonly candidates: readonly AdviceCandidate[];
  /** A network that starts from nothing: what transfer must beat. */
  readonly scratch: CrossValidateExpression;
  readonly options: AdviceOptions;
}

export interface EvaluateExpression {
  readonly op: 'evaluate';
  readonly trained: FitExpression;
  readonly data: DataExpression;
  readonly part: Part;
  /** How many of the most confident mistakes to keep. */
  readonly mistakes: number;
}

export type Expression =
  | DataExpression
  | ModelExpression
  | FitExpression
  | RangeTestExpression
  | CrossValidateExpression
  | AdviseExpression
  | EvaluateExpression;

// ---- Values: an expression with what inference knows of it ---------------------------------

export interface PartCounts {
  readonly train: number;
  readonly val: number;
  readonly test: number;
}

export interface DataValue {
  readonly type: 'data';
  readonly modality: Modality;
  readonly expression: DataExpression;
  readonly datasetName: string;
  readonly classes: readonly string[];
  readonly domains: readonly string[];
  readonly hasSources: boolean;
  /** Samples of each class and part; before a Split all are `train` unless folders say otherwise. */
  readonly classCounts: readonly PartCounts[];
  /** False where counts are foreseen only roughly: sources that stay together rarely add up to a share. */
  readonly isExact: boolean;
  /** True once a Split (or folders) assigned validation and test parts. */
  readonly isSplit: boolean;
  /** The folders of the dataset gave a split. */
  readonly hasFolders: boolean;
  /** Versions of each training sample, the original included; 1 without augmentation. */
  readonly views: number;
}

export interface InputSpec {
  readonly modality: Modality;
  /** Without the batch axis, e.g. [224, 224, 3]. */
  readonly shape: readonly number[];
  readonly preprocessing: Preprocessing;
}

export interface ModelValue {
  readonly type: 'model';
  readonly expression: ModelExpression;
  /** The backbone's name for people. */
  readonly label: string;
  readonly sourceTask: string;
  readonly licence: string;
  readonly pretrained: boolean;
  readonly input: InputSpec;
  /** Up to and including the cut. */
  readonly blocks: readonly BlockInfo[];
  /** Blocks [0, frozenBlocks) are frozen. */
  readonly frozenBlocks: number;
  /** As in `FreezeExpression`. */
  readonly statistics?: 'target';
  /** What is tuned in the others; absent: all weights. */
  readonly tuning?: Tuning;
  readonly pooling: Pooling;
  /** Blocks before the cut whose pooled features come first, in block order; absent for none. */
  readonly also?: readonly string[];
  /** Features after pooling, of all these layers. */
  readonly features: number;
  readonly head?: HeadExpression;
}

export interface TrainedValue {
  readonly type: 'trained';
  readonly expression: FitExpression;
  readonly model: ModelValue;
  readonly classes: readonly string[];
  readonly data: DataValue;
}

export interface ReportValue {
  readonly type: 'report';
  readonly expression: EvaluateExpression;
}

export type Value = DataValue | ModelValue | TrainedValue | ReportValue;
export type ValueOfType<T extends Value['type']> = Extract<Value, { type: T }>;
