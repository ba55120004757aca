import type { BackboneInfo, Catalog } from '../src/plan/catalog';
import { bodyOf, storedStatistics } from '../src/plan/describe-model';
import type { ModelExpression, ModelValue } from '../src/plan/expressions';
import type { OwnProblem } from '../src/plan/kind';

/** What re-estimating batch norm's statistics does not go with. */
export function statisticsProblems(model: ModelValue, catalog: Catalog): OwnProblem[] {
  const { label, pretrained, blocks, expression } = model;
  if (!pretrained) return [fromScratch(label)];
  const isGraph = originOf(expression, catalog)?.format === 'graph';
  if (storedStatistics(blocks) === 0) return [isGraph ? folded(label) : noNorms(label)];
  return isGraph ? [fixed(label)] : [];
}

/** The backbone that a network was first built from, past all trainings in between. */
function originOf(expression: ModelExpression, catalog: Catalog): BackboneInfo | undefined {
  let body = bodyOf(expression);
  while (body.op === 'trained-body') body = bodyOf(body.trained.model);
  return body.op === 'backbone' ? catalog.backbone(body.backbone) : undefined;
}

const fromScratch = (label: string): OwnProblem => ({
  code: 'freeze/statistics-from-scratch',
  severity: 'error',
  param: 'statistics',
  message: `${label} starts from random weights: there are no statistics of a source task to adapt.`,
  hint: 'Set Batch norm statistics to “As stored”: a network from scratch learns them in training.',
});

const folded = (label: string): OwnProblem => ({
  code: 'freeze/folded-norms',
  severity: 'error',
  param: 'statistics',
  message: `The batch norms of ${label} were folded into its convolutions when it was exported as a graph: their statistics are part of the kernels now and cannot be estimated anew.`,
  hint: 'Set Batch norm statistics to “As stored”, or take a backbone that still has its batch norms, such as MobileNetV2 or ResNet-mini.',
});

const fixed = (label: string): OwnProblem => ({
  code: 'freeze/fixed-norms',
  severity: 'error',
  param: 'statistics',
  message: `${label} runs as a fixed graph, whose batch norms cannot be looked into.`,
  hint: 'Set Batch norm statistics to “As stored”, or load the network from safetensors or Keras weights.',
});

const noNorms = (label: string): OwnProblem => ({
  code: 'freeze/no-norms',
  severity: 'error',
  param: 'statistics',
  message: `${label} has no batch norm up to its cut, so there is nothing to estimate anew.`,
  hint: 'Set Batch norm statistics to “As stored”.',
});
