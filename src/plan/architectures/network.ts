/**
 * A convolutional network as data: what its layers are and how they are joined, without weights. The
 * compiler counts with it, the engine runs it, the editor draws it. Layers bear PyTorch's names, so that
 * a state dict's keys are `<layer>.<weight>`: `layer1.0.conv1.weight`, `bn1.running_mean`. A layer
 * without weights that gives a module's output may bear the module's name: the last ReLU of `layer1.0`
 * is called `layer1.0`.
 */
export interface NetworkSpec {
  /** Channels of the input image. */
  readonly channels: number;
  /** In an order in which each layer follows its inputs. The input image is called `input`. */
  readonly layers: readonly LayerSpec[];
  /** Where the network may be cut: each is the output of one layer, and all that follows needs nothing else from before. */
  readonly blocks: readonly BlockSpec[];
  /** How its weights start when it is trained from scratch. */
  readonly initial: InitialWeights;
}

/** The stage of the dense layers at the end, which name the classes of the source task. */
export const CLASSIFIER = 'classifier';

/** What every network's image is called among its layers' inputs. */
export const INPUT = 'input';

export interface BlockSpec {
  /** The layer whose output ends the block. */
  readonly name: string;
  /** For people, e.g. `stage 2 · block 1`. */
  readonly label: string;
  /** Blocks of one stage are drawn together, e.g. `stage 2`. */
  readonly stage: string;
}

/**
 * Norms start at 1 and 0. `kaiming`: normal with σ = √(2 / fan out) (He et al. 2015), biases 0.
 * `uniform`: PyTorch's own for linear layers, weights and biases within ±1/√inputs. A number is the σ of
 * a normal distribution, with biases of 0 or, where `uniformBias`, as for `uniform`.
 */
export interface InitialWeights {
  readonly convolutions: 'kaiming' | number;
  readonly linear: 'uniform' | number;
  readonly uniformBias?: boolean;
}

export interface LayerBase {
  /** Unique; for layers with weights, PyTorch's module path. */
  readonly name: string;
  /** Names of layers, or `input`. */
  readonly inputs: readonly string[];
}

export type Pair = readonly [height: number, width: number];

/** Weights: `weight` [out, in / groups, kh, kw], `bias` [out] where it has one. */
export interface ConvLayer extends LayerBase {
  readonly op: 'conv';
  readonly filters: number;
  readonly kernel: Pair;
  readonly stride: Pair;
  /** Zeros on each side. */
  readonly padding: Pair;
  /** `depthwise`: each channel apart, as many filters as channels. */
  readonly groups: 1 | 'depthwise';
  readonly bias: boolean;
}

/** Weights: `weight`, `bias`, `running_mean`, `running_var`, each [channels]. */
export interface NormLayer extends LayerBase {
  readonly op: 'norm';
  readonly epsilon: number;
  /** PyTorch's: the share of the batch in the new running value, e.g. 0.1. */
  readonly momentum: number;
}

export type Activation = 'relu' | 'relu6' | 'hard-swish' | 'hard-sigmoid' | 'sigmoid';

export interface ActivationLayer extends LayerBase {
  readonly op: 'activation';
  readonly activation: Activation;
}

interface WindowLayer extends LayerBase {
  readonly size: Pair;
  readonly stride: Pair;
  readonly padding: Pair;
}

export interface MaxPoolLayer extends WindowLayer {
  readonly op: 'max-pool';
  /** PyTorch's `ceil_mode`: a last window may hang over the edge. */
  readonly ceil: boolean;
}

/** Averages count the zeros of the padding, as PyTorch's default does. */
export interface AveragePoolLayer extends WindowLayer {
  readonly op: 'average-pool';
}

/** PyTorch's adaptive average pooling to a fixed size; [1, 1] is the global mean. */
export interface AdaptivePoolLayer extends LayerBase {
  readonly op: 'adaptive-average-pool';
  readonly size: Pair;
}

/** A dense layer over the whole map, flattened channel first as in PyTorch. Gives [1, 1, units]. Weights: `weight` [units, in], `bias` [units]. */
export interface LinearLayer extends LayerBase {
  readonly op: 'linear';
  readonly units: number;
}

export interface DropoutLayer extends LayerBase {
  readonly op: 'dropout';
  readonly rate: number;
}

/** `multiply`: the second input [1, 1, c] scales the channels of the first. */
export interface JoinLayer extends LayerBase {
  readonly op: 'add' | 'multiply' | 'concat';
}

export type LayerSpec =
  | ConvLayer
  | NormLayer
  | ActivationLayer
  | MaxPoolLayer
  | AveragePoolLayer
  | AdaptivePoolLayer
  | LinearLayer
  | DropoutLayer
  | JoinLayer;
