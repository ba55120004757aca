import type { BlockInfo, Catalog } from './catalog';
import { bodyOf, describeModel } from './describe-model';
import type { ModelExpression } from './expressions';

/** All blocks of a model's body, those behind its cut included. */
export function wholeNetwork(expression: ModelExpression, catalog: Catalog): readonly BlockInfo[] {
  const body = bodyOf(expression);
  return describeModel(body.op === 'small-cnn' ? body : { ...body, cut: '' }, catalog)?.blocks ?? [];
}
