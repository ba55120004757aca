import { describe, expect, it } from 'vitest';
import { registry } from '../../../nodes/registry';
import type { GraphDocument } from '../../../src/graph/document';
import { setParam } from '../../../src/graph/edit';
import { compile } from '../../../src/plan/compile';
import { neededSteps } from '../../../src/plan/passes/incremental';
import type { Step } from '../../../src/plan/plan';
import { transfer } from '../graphs';
import { catalog } from '../sample-catalog';

const plan = (document: GraphDocument, targets?: string[]) =>
  compile(document, { registry, catalog, targets });
/** As `load: run`, in the order of the plan. */
const needs = (document: GraphDocument, isStored: (step: Step) => boolean, targets?: string[]) => {
  const compiled = plan(document, targets);
  return [...neededSteps(compiled, isStored)]
    .reverse()
    .map(([id, need]) => `${compiled.steps.find((step) => step.id === id)?.op}: ${need}`);
};
const storedFrom = (document: GraphDocument) => {
  const keys = new Set(plan(document).steps.map(({ key }) => key));
  return (step: Step) => keys.has(step.key);
};

describe('steps that an incremental run needs', () => {
  it('runs everything when nothing is stored', () => {
    expect(needs(transfer(), () => false)).toEqual([
      'load: run',
      'split: run',
      'embed: run',
      'embed: run',
      'fit: run',
      'embed: run',
      'evaluate: run',
    ]);
  });

  it('serves the results of an unchanged graph, and no feature that only they would read', () => {
    expect(needs(transfer(), storedFrom(transfer()))).toEqual([
      'load: run',
      'split: run',
      'embed: skip',
      'embed: skip',
      'fit: stored',
      'embed: skip',
      'evaluate: stored',
    ]);
  });

  it('keeps the features when the head changes', () => {
    const changed = setParam(transfer(), 'head', 'dropout', 0.4);
    expect(needs(changed, storedFrom(transfer()))).toEqual([
      'load: run',
      'split: run',
      'embed: stored',
      'embed: stored',
      'fit: run',
      'embed: stored',
      'evaluate: run',
    ]);
  });

  it('keeps nothing of the network when the cut changes', () => {
    const changed = setParam(transfer(), 'backbone', 'cut', 'b1');
    const after = needs(changed, storedFrom(transfer()));
    expect(after.filter((need) => !need.endsWith(': run'))).toEqual([]);
  });

  it('keeps the features of a frozen prefix when what follows it changes', () => {
    const partly = transfer({
      freeze: { kind: 'freeze', params: { policy: 'all-but-last', lastBlocks: 1 } },
    });
    const changed = setParam(setParam(partly, 'freeze', 'batchNorm', 'batch'), 'backbone', 'pooling', 'max');
    expect(needs(changed, storedFrom(partly)).filter((need) => need.startsWith('embed'))).toEqual([
      'embed: stored',
      'embed: stored',
      'embed: stored',
    ]);
  });

  it('keeps the training when only the measurement changes', () => {
    const changed = setParam(transfer(), 'evaluate', 'part', 'val');
    expect(needs(changed, storedFrom(transfer()))).toEqual([
      'load: run',
      'split: run',
      'embed: skip',
      'embed: stored',
      'fit: stored',
      'evaluate: run',
    ]);
  });

  it('does not train again for a report that is stored, unless the training is asked for', () => {
    const lost = (step: Step) => step.op !== 'fit';
    expect(needs(transfer(), lost, ['evaluate'])).toContain('fit: skip');
    expect(needs(transfer(), lost)).toContain('fit: run');
  });
});
