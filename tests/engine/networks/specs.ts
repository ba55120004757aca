import { fileURLToPath } from 'node:url';
import { nodePlatform } from '../../../src/engine/platform/node';
import { describeModel, type ModelDescription, modelSpec } from '../../../src/plan/describe-model';
import type { ModelExpression, SmallCnnExpression, Tuning } from '../../../src/plan/expressions';
import type { ModelSpec } from '../../../src/plan/plan';
import { catalogWith } from '../../../src/plan/shipped/catalog';

export const platform = nodePlatform({
  publicDir: fileURLToPath(new URL('../../../public', import.meta.url)),
});

const catalog = catalogWith(new Map());

function describe(
  model: ModelExpression,
  frozenBlocks: number,
  batchNorm: 'stored' | 'batch',
  tuning?: Tuning,
): ModelDescription {
  const expression = { op: 'freeze', model, frozenBlocks, batchNorm, ...(tuning && { tuning }) } as const;
  const described = describeModel(expression, catalog);
  if (!described) throw new Error('The catalog does not know this model.');
  return described;
}

const specOf = (...about: Parameters<typeof describe>): ModelSpec => modelSpec(describe(...about));

/** A shipped backbone up to its recommended cut; all but the last `trained` blocks are frozen. */
export const backboneSpec = (...about: Parameters<typeof describeBackbone>): ModelSpec =>
  modelSpec(describeBackbone(...about));

export function describeBackbone(
  id: string,
  inputSize: number,
  trained = 0,
  batchNorm: 'stored' | 'batch' = 'stored',
  tuning?: Tuning,
): ModelDescription {
  const info = catalog.backbone(id);
  if (!info) throw new Error(`There is no backbone "${id}".`);
  const { weights, defaultCut: cut } = info;
  const expression = { op: 'backbone', backbone: id, weights, cut, inputSize, pooling: 'average' } as const;
  const blocks = specOf(expression, 0, batchNorm).blocks.length;
  return describe(expression, blocks - trained, batchNorm, tuning);
}

/** A network with random weights from seed 1; all but the last `trained` blocks are frozen. */
export function randomSpec(id: string, inputSize: number, cut: string, trained: number): ModelSpec {
  const weights = catalog.backbone(id)?.weights ?? '';
  const expression = {
    op: 'backbone',
    backbone: id,
    weights,
    cut,
    inputSize,
    pooling: 'average',
    seed: 1,
  } as const;
  const blocks = specOf(expression, 0, 'batch').blocks.length;
  return specOf(expression, blocks - trained, 'batch');
}

export const SMALL_CNN: SmallCnnExpression = {
  op: 'small-cnn',
  inputSize: 16,
  channels: 3,
  blocks: 2,
  convsPerBlock: 2,
  filters: 4,
  batchNorm: true,
  dropout: 0,
  pooling: 'average',
  seed: 1,
};

export const describeSmallCnn = (
  changes: Partial<SmallCnnExpression>,
  frozenBlocks: number,
  tuning: Tuning,
): ModelDescription => describe({ ...SMALL_CNN, ...changes }, frozenBlocks, 'batch', tuning);

export const smallCnnSpec = (changes: Partial<SmallCnnExpression> = {}, frozenBlocks = 0): ModelSpec =>
  specOf({ ...SMALL_CNN, ...changes }, frozenBlocks, 'batch');
