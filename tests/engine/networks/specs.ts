import { fileURLToPath } from 'node:url';
import { nodePlatform } from '../../../src/engine/platform/node';
import { describeModel, modelSpec } from '../../../src/plan/describe-model';
import type { ModelExpression, SmallCnnExpression } from '../../../src/plan/expressions';
import type { ModelSpec } from '../../../src/plan/plan';
import { catalogWith } from '../../../src/plan/shipped/catalog';

export const platform = nodePlatform({
  publicDir: fileURLToPath(new URL('../../../public', import.meta.url)),
});

const catalog = catalogWith(new Map());

function specOf(model: ModelExpression, frozenBlocks: number, batchNorm: 'stored' | 'batch'): ModelSpec {
  const described = describeModel({ op: 'freeze', model, frozenBlocks, batchNorm }, catalog);
  if (!described) throw new Error('The catalog does not know this model.');
  return modelSpec(described);
}

/** A shipped backbone up to its recommended cut; all but the last `trained` blocks are frozen. */
export function backboneSpec(
  id: string,
  inputSize: number,
  trained = 0,
  batchNorm: 'stored' | 'batch' = 'stored',
): ModelSpec {
  const info = catalog.backbone(id);
  if (!info) throw new Error(`There is no backbone "${id}".`);
  const { weights, defaultCut: cut } = info;
  const expression = { op: 'backbone', backbone: id, weights, cut, inputSize, pooling: 'average' } as const;
  const blocks = specOf(expression, 0, batchNorm).blocks.length;
  return specOf(expression, blocks - trained, batchNorm);
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

export const smallCnnSpec = (changes: Partial<SmallCnnExpression> = {}, frozenBlocks = 0): ModelSpec =>
  specOf({ ...SMALL_CNN, ...changes }, frozenBlocks, 'batch');
