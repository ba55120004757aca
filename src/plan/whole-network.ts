import type { BlockInfo, Catalog } from './catalog';
import { describeModel } from './describe-model';
import type { BodyExpression, ModelExpression } from './expressions';

/** All blocks of a model's body, those behind its cut included. */
export function wholeNetwork(expression: ModelExpression, catalog: Catalog): readonly BlockInfo[] {
  const body = bodyOf(expression);
  return describeModel(body.op === 'small-cnn' ? body : { ...body, cut: '' }, catalog)?.blocks ?? [];
}

/** The network below freeze policies and head. */
export function bodyOf(expression: ModelExpression): BodyExpression {
  let body = expression;
  while (body.op === 'freeze' || body.op === 'head') body = body.model;
  return body;
}
