import { describe, expect, it } from 'vitest';
import { registry } from '../../../nodes/registry';
import { evaluatedSource } from '../../../src/editor/results/explain/evaluated-source';
import { explainOptions, FIRST_SETTINGS } from '../../../src/editor/results/explain/explain-settings';
import { darkWords, points, sanityWords } from '../../../src/editor/results/explain/explain-words';
import { heatPixels, SCALE_STOPS } from '../../../src/editor/results/explain/heat-colours';
import { readDocument } from '../../../src/graph/parse';
import { compile } from '../../../src/plan/compile';
import { catalogWith } from '../../../src/plan/shipped/catalog';
import type { HeatMap } from '../../../src/worker/api';
import template from '../../../templates/first-transfer.json';

const heat = (...values: number[]): HeatMap => ({
  values: Float32Array.from(values),
  highest: Math.max(...values),
  lowest: Math.min(...values),
});

describe('what an evaluation read', () => {
  const parsed = readDocument(template);
  if (!parsed.ok) throw new Error('The template does not parse.');
  const plan = compile(parsed.document, { registry, catalog: catalogWith(new Map()) });
  const keyOf = (op: string) => plan.steps.find((step) => step.op === op)?.key ?? '';

  it('is found in the plan: the network, the features and how images become square', () => {
    const evaluate = plan.steps.find(({ op }) => op === 'evaluate');
    const features = plan.steps.find(({ id }) => id === evaluate?.inputs.features);
    expect(features?.op).toBe('embed');
    expect(evaluatedSource([undefined, plan], keyOf('evaluate'))).toEqual({
      fitKey: keyOf('fit'),
      featuresKey: features?.key,
      fit: 'crop',
    });
  });

  it('is not known of an earlier graph', () => {
    expect(evaluatedSource([plan, undefined], 'another key')).toBeUndefined();
    expect(evaluatedSource([plan], keyOf('fit'))).toBeUndefined();
  });
});

describe('what is asked for', () => {
  it('is the predicted class unless another is chosen', () => {
    expect(explainOptions(FIRST_SETTINGS, 2)).toEqual({ method: 'grad-cam' });
    expect(explainOptions({ ...FIRST_SETTINGS, target: 'true' }, 2)).toEqual({
      method: 'grad-cam',
      target: 2,
    });
    expect(explainOptions({ ...FIRST_SETTINGS, target: '0', layer: 'block_1', random: true }, 2)).toEqual({
      method: 'grad-cam',
      target: 0,
      layer: 'block_1',
      randomSeed: 1,
    });
    // Of a picture that was tried, nobody knows the true class.
    expect(explainOptions({ ...FIRST_SETTINGS, target: 'true' }, undefined)).toEqual({ method: 'grad-cam' });
  });

  it('leaves out of occlusion what only Grad-CAM has', () => {
    const settings = { ...FIRST_SETTINGS, method: 'occlusion', layer: 'block_1', random: true } as const;
    expect(explainOptions(settings, 0)).toEqual({ method: 'occlusion', patch: 0.2, fill: 'grey' });
  });
});

describe('the colours of a heat map', () => {
  it('run from one end of viridis to the other, and stay at its lower end below 0', () => {
    // matplotlib's viridis: #440154 and #fde725.
    expect([...heatPixels(heat(-1, 0, 2, 4), 4)]).toEqual([
      ...[68, 1, 84, 255],
      ...[68, 1, 84, 255],
      ...[33, 145, 140, 255],
      ...[253, 231, 37, 255],
    ]);
    expect(SCALE_STOPS).toHaveLength(9);
    expect(SCALE_STOPS[0]).toBe('#440154');
  });

  it('are dark where nothing speaks for the class, and it is said why', () => {
    expect([...heatPixels(heat(0, 0), 0)]).toEqual([68, 1, 84, 255, 68, 1, 84, 255]);
    const about = { heat: heat(0, 0), target: 1, classes: ['cat', 'dog'] };
    expect(darkWords('occlusion', about)).toContain('nowhere less sure of “dog”');
    expect(darkWords('grad-cam', about)).toContain('speaks for “dog”');
    expect(darkWords('grad-cam', { ...about, heat: heat(0, 1) })).toBeUndefined();
  });
});

it('tells differences of probabilities in points', () => {
  expect([0.34, 0.012, 0.004, 0].map(points)).toEqual(['34 points', '1 point', '0.4 points', '0 points']);
});

it('says what the comparison with random weights means', () => {
  expect(sanityWords({ correlation: 0.05, heat: heat(0, 1) })).toContain('depends on what was learned');
  expect(sanityWords({ correlation: 0.9, heat: heat(0, 1) })).toContain('alike');
  expect(sanityWords({ correlation: 0, heat: heat(0, 0) })).toContain('nothing to compare');
});
