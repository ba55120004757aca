import type { BlockInfo } from './catalog';
import type { ModelValue, Tuning } from './expressions';

/** The kernel of a dense layer or a convolution as a matrix [rows, columns]: all that an output sums, by output. */
export type KernelMatrix = readonly [rows: number, columns: number];

/**
 * The rank of a low-rank update of a kernel: the rank asked for, or the largest at which the update has
 * fewer parameters than the kernel itself. 0 where there is none, as for depthwise kernels [h·w·c, 1].
 */
export function lowRank([rows, columns]: KernelMatrix, rank: number): number {
  const largest = Math.floor((rows * columns - 1) / (rows + columns));
  return Math.max(0, Math.min(rank, largest));
}

const lowRankParams = (kernel: KernelMatrix, rank: number): number =>
  lowRank(kernel, rank) * (kernel[0] + kernel[1]);

/** Of one residual bottleneck channels → width → channels, biases included. */
const adapterParams = (channels: number, width: number): number => 2 * channels * width + width + channels;

/** What the bottleneck's sums and outputs keep for the backward pass, as one value each, a place of the map. */
const KEPT_MAPS = 2;

/** A block with a residual bottleneck behind it. */
export function withAdapter(block: BlockInfo, width: number): BlockInfo {
  const [height, side, channels] = block.shape;
  const places = height * side;
  const params = adapterParams(channels, width);
  return {
    ...block,
    params: block.params + params,
    flops: block.flops + 4 * places * channels * width,
    activation: Math.max(block.activation, places * (KEPT_MAPS * channels + width)),
    kept: block.kept + places * KEPT_MAPS * (channels + width),
  };
}

/** The blocks that train, with what their tuning adds to the network. */
export function trainedBlocks({ blocks, frozenBlocks, tuning }: TunedModel): readonly BlockInfo[] {
  const trained = blocks.slice(frozenBlocks);
  return tuning?.what === 'adapters' ? trained.map((block) => withAdapter(block, tuning.width)) : trained;
}

/** What tells how a network is tuned. */
export type TunedModel = Pick<ModelValue, 'blocks' | 'frozenBlocks' | 'tuning'>;

/** Parameters of the body that take a gradient. */
export function tunedParams({ blocks, frozenBlocks, tuning }: TunedModel): number {
  return blocks.slice(frozenBlocks).reduce((sum, block) => sum + tunedIn(block, tuning), 0);
}

/** Of one block that trains. */
export function tunedIn(block: BlockInfo, tuning: Tuning | undefined): number {
  const { params, stored = 0, shape, tunable = NOTHING } = block;
  switch (tuning?.what) {
    case undefined:
      return params - stored;
    case 'bias':
      return tunable.biases;
    case 'norm':
      return tunable.norms;
    case 'lora':
      return tunable.kernels.reduce((sum, kernel) => sum + lowRankParams(kernel, tuning.rank), 0);
    case 'adapters':
      return adapterParams(shape[2], tuning.width);
  }
}

const NOTHING: NonNullable<BlockInfo['tunable']> = { biases: 0, norms: 0, kernels: [] };

/** Parameters that exist only while a network trains: a low-rank update becomes part of its kernel. */
export const passingParams = (model: TunedModel): number =>
  model.tuning?.what === 'lora' ? tunedParams(model) : 0;

/** Parameters of the kernels that take an update of low rank: training holds them as they were, too. */
export const updatedKernels = ({ blocks, frozenBlocks, tuning }: TunedModel): number =>
  tuning?.what === 'lora'
    ? blocks
        .slice(frozenBlocks)
        .flatMap(({ tunable }) => tunable?.kernels ?? [])
        .filter((kernel) => lowRank(kernel, tuning.rank) > 0)
        .reduce((sum, [rows, columns]) => sum + rows * columns, 0)
    : 0;

/**
 * What a training step costs, in forward passes: one forward, one for the gradient of what flows through,
 * and one for the gradients of kernels where any is needed.
 */
export const passesOfStep = (tuning: Tuning | undefined): number =>
  tuning?.what === 'bias' || tuning?.what === 'adapters' ? 2 : 3;
