import { describe, expect, it } from 'vitest';
import { classNeighbours } from '../../../src/editor/results/map/class-neighbours';
import { mapFrame, mapGroups, mapPoints, neighbourTowards } from '../../../src/editor/results/map/map-points';
import { placePoints } from '../../../src/editor/results/map/paint-map';
import { mapColours } from '../../../src/editor/results/map/palette';
import type { DatasetIndex } from '../../../src/plan/catalog';
import type { EmbeddingMap, SampleAnswers } from '../../../src/worker/api';

const ANSWERS: SampleAnswers = {
  dataset: 'emoji',
  samples: ['a', 'b', 'c', 'd'],
  truth: [0, 0, 1, 1],
  predicted: [0, 1, 1, 1],
  confidence: [0.9, 0.6, 0.8, 0.7],
  truthProbability: [0.9, 0.4, 0.8, 0.7],
};

const INDEX: DatasetIndex = {
  id: 'emoji',
  name: 'Emoji',
  modality: 'image',
  description: '',
  licence: 'CC0',
  classes: ['cat', 'dog'],
  domains: ['noto', 'twemoji'],
  samples: ['d', 'c', 'b', 'a'].map((id, place) => ({
    id,
    class: 0,
    domain: place % 2,
    offset: 0,
    length: 0,
  })),
  skipped: [],
};

/** Of the samples b, c and d. */
const MAP: EmbeddingMap = {
  rows: Int32Array.of(1, 2, 3),
  x: Float32Array.of(0, 4, 2),
  y: Float32Array.of(0, 0, 2),
  nearest: Int32Array.of(1, 2, 2, 0, 1, 0),
  width: 5,
  neighbours: 3,
  trustworthiness: 1,
};

const points = mapPoints(MAP, ANSWERS, INDEX);

describe('points of a map', () => {
  it('know their sample, its answer and its domain', () => {
    expect(points[0]).toEqual({
      x: 0,
      y: 0,
      sample: 'b',
      truth: 0,
      predicted: 1,
      isRight: false,
      confidence: 0.6,
      domain: 0,
    });
    expect(points.map(({ sample, domain }) => [sample, domain])).toEqual([
      ['b', 0],
      ['c', 1],
      ['d', 0],
    ]);
    expect(mapPoints(MAP, ANSWERS, undefined)[0]).not.toHaveProperty('domain');
  });

  it('are grouped by what colours them', () => {
    const groups = (by: Parameters<typeof mapGroups>[1]) =>
      mapGroups(points, by, INDEX.classes, INDEX.domains).map(({ name, count }) => [name, count]);
    expect(groups('truth')).toEqual([
      ['cat', 1],
      ['dog', 2],
    ]);
    expect(groups('predicted')).toEqual([
      ['cat', 0],
      ['dog', 3],
    ]);
    expect(groups('right')).toEqual([
      ['Right', 2],
      ['Wrong', 1],
    ]);
    expect(groups('domain')).toEqual([
      ['noto', 2],
      ['twemoji', 1],
    ]);
  });

  it('fill the picture without being stretched', () => {
    expect(mapFrame(points)).toEqual({ x: 2, y: 1, scale: 1 / 4 });
    const [b, c, d] = placePoints(points, 436, 236);
    expect(b).toEqual({ x: 118, y: 68 });
    expect(c).toEqual({ x: 318, y: 68 });
    expect(d).toEqual({ x: 218, y: 168 });
    expect(placePoints(points.slice(0, 1), 100, 100)).toEqual([{ x: 50, y: 50 }]);
  });

  it('are walked through by direction, past those that are hidden', () => {
    const shown = points.map((point) => ({ ...point, shown: true }));
    expect(neighbourTowards(shown, 0, [1, 0])).toBe(1);
    expect(neighbourTowards(shown, 0, [0, 1])).toBe(2);
    expect(neighbourTowards(shown, 0, [-1, 0])).toBe(0);
    const without = shown.map((point, place) => ({ ...point, shown: place !== 1 }));
    expect(neighbourTowards(without, 0, [1, 0])).toBe(2);
  });
});

it('tells which classes keep to themselves and which mix, by the true neighbours', () => {
  expect(classNeighbours(MAP, points)).toEqual([
    { label: 0, points: 1, own: 0, other: { label: 1, share: 1 } },
    { label: 1, points: 2, own: 0.5, other: { label: 0, share: 0.5 } },
  ]);
  expect(classNeighbours({ nearest: new Int32Array() }, [])).toEqual([]);
});

it('gives each group a colour of its own', () => {
  for (const count of [1, 10, 11, 40]) expect(new Set(mapColours(count, 'truth')).size).toBe(count);
  expect(mapColours(2, 'right')).toHaveLength(2);
});
