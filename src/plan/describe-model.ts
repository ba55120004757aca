import { backboneBlocks } from './backbone-blocks';
import type { BackboneInfo, BlockInfo, Catalog, Preprocessing } from './catalog';
import type {
  BackboneExpression,
  BodyExpression,
  FreezeExpression,
  ModelExpression,
  ModelValue,
  SmallCnnExpression,
  TrainedBodyExpression,
} from './expressions';
import type { AdaptersSpec, BodySpec, HeadSpec, ModelSpec, PrefixSpec } from './plan';
import { rememberDescriptions } from './remember';
import { trainedBlocks } from './tuning';

/** A model value with what the engine needs to build the body. */
export interface ModelDescription extends ModelValue {
  readonly body: BodySpec;
  readonly batchNorm: FreezeExpression['batchNorm'];
}

const RANDOM_WEIGHTS = 'none: random weights';

/** Weights trained from scratch see values in [-1, 1]. */
const SMALL_CNN_PREPROCESSING: Preprocessing = { scale: 1 / 127.5, offset: -1 };

/**
 * What is known of a model expression without loading it: blocks, shapes, parameters.
 * `undefined` when it names a backbone, input size or block that the catalog does not have.
 */
export const describeModel = rememberDescriptions(describeNew);

function describeNew(expression: ModelExpression, catalog: Catalog): ModelDescription | undefined {
  switch (expression.op) {
    case 'backbone':
      return backbone(expression, catalog.backbone(expression.backbone));
    case 'small-cnn':
      return smallCnn(expression);
    case 'trained-body':
      return trainedBody(expression, catalog);
    case 'freeze': {
      const model = describeModel(expression.model, catalog);
      if (!model) return undefined;
      // A network from scratch has no stored statistics to use yet, so it always learns them.
      const batchNorm = model.pretrained ? expression.batchNorm : model.batchNorm;
      const { tuning: _tuning, statistics: _statistics, ...untuned } = model;
      const { frozenBlocks, statistics } = expression;
      const tuning = frozenBlocks < model.blocks.length ? expression.tuning : undefined;
      return {
        ...untuned,
        expression,
        frozenBlocks,
        batchNorm,
        ...(statistics && { statistics }),
        ...(tuning && { tuning }),
      };
    }
    case 'head': {
      const model = describeModel(expression.model, catalog);
      return model && { ...model, expression, head: expression };
    }
  }
}

function backbone(
  expression: BackboneExpression,
  info: BackboneInfo | undefined,
): ModelDescription | undefined {
  const { seed } = expression;
  const isRandom = seed !== undefined;
  if (!info || (info.untrained && !isRandom)) return undefined;
  const batchNorm = isRandom ? 'batch' : 'stored';
  const blocks = upTo(backboneBlocks(info, expression.inputSize, batchNorm), expression.cut);
  if (!blocks || !areBefore(expression, blocks)) return undefined;
  return {
    type: 'model',
    expression,
    label: isRandom ? `${info.label}, untrained` : info.label,
    sourceTask: isRandom ? RANDOM_WEIGHTS : info.sourceTask,
    licence: isRandom ? '' : info.licence,
    pretrained: !isRandom,
    input: {
      modality: 'image',
      shape: [expression.inputSize, expression.inputSize, info.channels ?? 3],
      preprocessing: info.preprocessing,
    },
    blocks,
    frozenBlocks: 0,
    pooling: expression.pooling,
    ...(expression.also && { also: expression.also }),
    features: featureCount(blocks, expression.pooling, expression.also),
    body: {
      op: 'backbone',
      backbone: expression.backbone,
      weights: expression.weights,
      ...(isRandom && { seed }),
    },
    batchNorm,
  };
}

function smallCnn(expression: SmallCnnExpression): ModelDescription {
  const { pooling, ...body } = expression;
  const blocks = smallCnnBlocks(expression);
  return {
    type: 'model',
    expression,
    label: 'Small CNN',
    sourceTask: RANDOM_WEIGHTS,
    licence: '',
    pretrained: false,
    input: {
      modality: 'image',
      shape: [expression.inputSize, expression.inputSize, expression.channels],
      preprocessing: SMALL_CNN_PREPROCESSING,
    },
    blocks,
    frozenBlocks: 0,
    pooling,
    features: featureCount(blocks, pooling),
    body,
    // Nothing is stored yet: batch norm must learn its statistics.
    batchNorm: 'batch',
  };
}

/**
 * Maps that the engine holds for each convolution until its backward pass: convolved, shifted and activated
 * as one, and handed on. A norm in between takes that apart.
 */
const KEPT_BY_CONVOLUTION = 2;
const KEPT_BY_NORM = 2;
/** The pooled map that the gradient needs, and the one that is handed on. */
const KEPT_BY_POOLING = 2;
const KEPT_BY_DROPOUT = 4;

/**
 * What each block costs: 3×3 convolutions with bias, batch norm where asked, ReLU, then 2×2 pooling. The
 * memory is that of the engine's LayersModels on WASM, where handing a tensor on copies its data.
 */
export function smallCnnBlocks(spec: Omit<SmallCnnExpression, 'pooling' | 'op'>): BlockInfo[] {
  const { batchNorm, convsPerBlock } = spec;
  const blocks: BlockInfo[] = [];
  let side = spec.inputSize;
  let channels: number = spec.channels;
  for (let block = 0; block < spec.blocks; block++) {
    const filters = spec.filters * 2 ** block;
    // The first block's input is scaled and shifted besides.
    const held = (block === 0 ? 3 : 2) * side * side * channels;
    const map = side * side * filters;
    let params = 0;
    let flops = 0;
    const kernels: [number, number][] = [];
    for (let conv = 0; conv < convsPerBlock; conv++) {
      // Batch norm keeps γ, β, mean and variance.
      params += 9 * channels * filters + filters + (batchNorm ? 4 * filters : 0);
      flops += 2 * 9 * channels * map;
      kernels.push([9 * channels, filters]);
      channels = filters;
    }
    side = Math.floor(side / 2);
    const pooled = side * side * filters;
    const keptPerMap = convsPerBlock * (KEPT_BY_CONVOLUTION + (batchNorm ? KEPT_BY_NORM : 0));
    const keptPerPooled = KEPT_BY_POOLING + (spec.dropout > 0 ? KEPT_BY_DROPOUT : 0);
    blocks.push({
      name: `block_${block + 1}`,
      label: `block ${block + 1}`,
      params,
      stored: batchNorm ? 2 * filters * convsPerBlock : 0,
      shape: [side, side, filters],
      flops,
      activation: held + map + (convsPerBlock > 1 ? map : pooled),
      kept: keptPerMap * map + keptPerPooled * pooled + (block === 0 ? held : held / 2),
      folded: batchNorm ? convsPerBlock : 0,
      tunable: {
        biases: (batchNorm ? 2 : 1) * filters * convsPerBlock,
        norms: batchNorm ? 2 * filters * convsPerBlock : 0,
        kernels,
      },
    });
  }
  return blocks;
}

function trainedBody(expression: TrainedBodyExpression, catalog: Catalog): ModelDescription | undefined {
  const base = describeModel(expression.trained.model, catalog);
  const all = base && [...base.blocks.slice(0, base.frozenBlocks), ...trainedBlocks(base)];
  const blocks = all && upTo(all, expression.cut);
  if (!base || !blocks || !areBefore(expression, blocks)) return undefined;
  const { head: _head, tuning: _tuning, statistics: _statistics, also: _also, ...body } = base;
  return {
    ...body,
    expression,
    label: `Trained ${base.label}`,
    sourceTask: 'trained in this graph',
    pretrained: true,
    blocks,
    frozenBlocks: 0,
    pooling: expression.pooling,
    ...(expression.also && { also: expression.also }),
    features: featureCount(blocks, expression.pooling, expression.also),
    body: trainedFrom(base),
    batchNorm: 'stored',
  };
}

/** The weights come from the training; of the body it started with, only the architecture is left. */
function trainedFrom(trained: ModelDescription): BodySpec {
  const { body } = trained;
  const base = body.op === 'trained-body' && !body.adapters ? body.base : body;
  const adapters = adaptersSpec(trained);
  return { op: 'trained-body', base, ...(adapters && { adapters }) };
}

function adaptersSpec({ blocks, frozenBlocks, tuning }: ModelDescription): AdaptersSpec | undefined {
  if (tuning?.what !== 'adapters') return undefined;
  const channels = blocks.slice(frozenBlocks).map(({ shape }) => shape[2]);
  return { from: frozenBlocks, width: tuning.width, channels };
}

/** The blocks up to and including `cut`; the empty name means all of them. */
function upTo(blocks: readonly BlockInfo[], cut: string): readonly BlockInfo[] | undefined {
  if (cut === '') return blocks.length > 0 ? blocks : undefined;
  const index = blocks.findIndex((block) => block.name === cut);
  return index < 0 ? undefined : blocks.slice(0, index + 1);
}

function featureCount(
  blocks: readonly BlockInfo[],
  pooling: ModelValue['pooling'],
  also: readonly string[] = [],
): number {
  const sources = blocks.filter(({ name }, index) => index === blocks.length - 1 || also.includes(name));
  return sources.reduce((sum, { shape: [height, width, channels] }) => {
    return sum + (pooling === 'flatten' ? height * width * channels : channels);
  }, 0);
}

/** All layers that features are also taken from lie before the cut. */
const areBefore = ({ also = [] }: Pick<ModelValue, 'also'>, blocks: readonly BlockInfo[]): boolean =>
  also.every((name) => blocks.slice(0, -1).some((block) => block.name === name));

/** What the engine builds: the description without what is only for people. */
export const modelSpec = (model: ModelDescription): ModelSpec => ({
  body: model.body,
  input: model.input,
  blocks: model.blocks.map((block) => block.name),
  frozenBlocks: model.frozenBlocks,
  batchNorm: model.batchNorm,
  ...(model.tuning && { tuning: model.tuning }),
  ...(model.tuning?.what === 'adapters' && { adapters: adaptersSpec(model) }),
  pooling: model.pooling,
  ...(model.also && { also: model.also }),
  features: model.features,
});

/** What `embed` builds: nothing of what follows the frozen prefix, so that changes there keep its features. */
export function prefixSpec(model: ModelDescription): PrefixSpec {
  const { body, input, blocks, frozenBlocks, pooling, also } = model;
  return {
    body,
    input,
    blocks: blocks.slice(0, frozenBlocks).map((block) => block.name),
    ...(frozenBlocks === blocks.length && { pooling, ...(also && { also }) }),
  };
}

/** The same network with all of its body frozen. */
export const frozen = ({ tuning: _, ...model }: ModelDescription): ModelDescription => ({
  ...model,
  frozenBlocks: model.blocks.length,
});

/** Shape of one sample behind the frozen prefix: pooled once everything is frozen. */
export function featureShape(model: ModelDescription): readonly number[] {
  if (model.frozenBlocks === model.blocks.length) return [model.features];
  return model.blocks[model.frozenBlocks - 1]?.shape ?? model.input.shape;
}

export interface Count {
  readonly params: number;
  /** Parameters that take a gradient: all but batch norm's stored statistics. */
  readonly trainable: number;
  readonly flops: number;
}

/** The network below freeze policies and head. */
export function bodyOf(expression: ModelExpression): BodyExpression {
  let body = expression;
  while (body.op === 'freeze' || body.op === 'head') body = body.model;
  return body;
}

/** Statistics that batch norm stores: a mean and a variance of each channel. */
export const storedStatistics = (blocks: readonly BlockInfo[]): number =>
  blocks.reduce((sum, { stored = 0 }) => sum + stored, 0);

export const countBlocks = (blocks: readonly BlockInfo[]): Count =>
  blocks.reduce(
    (sum, { params, stored = 0, flops }) => ({
      params: sum.params + params,
      trainable: sum.trainable + params - stored,
      flops: sum.flops + flops,
    }),
    { params: 0, trainable: 0, flops: 0 },
  );

/** Parameters and FLOPs of a head on `features` inputs, batch norm's stored statistics included. */
export function countHead(head: HeadSpec, features: number, classes: number): Count {
  let inputs = features;
  const normed = head.hidden.length === 0 ? features : head.hidden.reduce((sum, units) => sum + units, 0);
  // γ and β; mean and variance are stored.
  const learnedNorm = head.batchNorm ? 2 * normed : 0;
  let trainable = learnedNorm;
  let flops = 0;
  for (const units of head.hidden) {
    trainable += inputs * units + units;
    flops += 2 * inputs * units;
    inputs = units;
  }
  trainable += inputs * classes + classes;
  return { params: trainable + learnedNorm, trainable, flops: flops + 2 * inputs * classes };
}
