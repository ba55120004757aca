import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import { filterSamples, pickSamples } from '../../src/editor/data/pick-samples';
import {
  addClass,
  addPicture,
  filesOf,
  removeLastPicture,
  renameClass,
} from '../../src/editor/data/webcam/capture-store';
import { logSliderRange, roundForLog } from '../../src/editor/inspector/params/log-scale';
import { paramHint } from '../../src/editor/inspector/params/param-hint';
import { sectionsOf } from '../../src/editor/inspector/params/sections';
import { searchKinds } from '../../src/editor/palette/search-kinds';
import { topConfusions } from '../../src/editor/results/evaluate/confusions';
import {
  cellSize,
  describeCell,
  MOST_LABELLED,
  shorten,
} from '../../src/editor/results/evaluate/matrix-layout';
import { sortClasses } from '../../src/editor/results/evaluate/sort-classes';
import { resultTabs, tabsInView } from '../../src/editor/results/tabs';
import { fileName } from '../../src/editor/store/file-name';
import { lessonLine } from '../../src/editor/templates/lesson-line';
import { emptyDocument } from '../../src/graph/document';
import type { DatasetIndex } from '../../src/plan/catalog';
import { boolean, dynamicChoice, dynamicSet, number, type ParamSpec } from '../../src/plan/params';

const kinds = [...registry.values()];

describe('palette', () => {
  it('shows every kind without a search, and finds by keyword', () => {
    expect(searchKinds(kinds, '').flatMap((group) => group.kinds)).toHaveLength(kinds.length);
    expect(searchKinds(kinds, 'mixup')[0]?.kinds[0]?.kind).toBe('augment');
    expect(searchKinds(kinds, 'no such thing')).toEqual([]);
  });

  it('puts a kind whose name starts with the search first', () => {
    expect(searchKinds(kinds, 'tr')[0]?.kinds[0]?.label).toMatch(/^Tr/);
  });
});

describe('inspector', () => {
  it('spans a log slider over what is useful, where that is less than what is allowed', () => {
    const base = { label: '', help: '', default: 0.01, min: 1e-6, max: 1e7, step: 1 };
    expect(logSliderRange(number({ ...base, sliderRange: [1e-5, 1] })).map(Math.round)).toEqual([-5, 0]);
    expect(logSliderRange(number(base)).map(Math.round)).toEqual([-6, 7]);
    expect(roundForLog(0.00314159)).toBe(0.0031);
  });

  it('has no log slider that begins at zero, which is infinitely many decades away', () => {
    const logs = kinds
      .flatMap(({ params }) => Object.values<ParamSpec>(params))
      .filter((spec) => spec.control === 'number')
      .filter(({ scale }) => scale === 'log');
    expect(logs.length).toBeGreaterThan(3);
    for (const spec of logs) expect(logSliderRange(spec).every(Number.isFinite), spec.label).toBe(true);
  });

  it('says what a parameter is by itself, and what it can be', () => {
    const base = { label: '', help: '' };
    const rate = number({ ...base, default: 1e-5, min: 0, max: 10_000_000, step: 1 });
    expect(paramHint(rate, [])).toBe('default 1e-5, 0 to 1e7');
    const count = number({ ...base, default: 0, min: -2, max: 123_456, step: 1 });
    expect(paramHint(count, [])).toBe('default 0, -2 to 123,456');
    expect(paramHint(boolean({ ...base, default: true }), [])).toBe('default on');
    const options = [{ value: '', label: 'Recommended (128 px)' }];
    expect(paramHint(dynamicChoice(base), options)).toBe('default Recommended');
    expect(paramHint(dynamicChoice(base), [])).toBeUndefined();
    expect(paramHint(dynamicSet({ ...base, empty: 'none' }), [])).toBe('default none');
  });

  it('groups neighbours of one section', () => {
    const spec = (section?: string) =>
      number({ label: '', help: '', default: 0, min: 0, max: 1, step: 1, section });
    const sections = sectionsOf([
      ['a', spec()],
      ['b', spec('x')],
      ['c', spec('x')],
      ['d', spec('y')],
    ]);
    expect(sections.map(({ title, entries }) => [title, entries.length])).toEqual([
      [undefined, 1],
      ['x', 2],
      ['y', 1],
    ]);
  });
});

const index: DatasetIndex = {
  id: 'd@1',
  name: 'D',
  modality: 'image',
  description: '',
  licence: '',
  classes: ['a', 'b', 'c'],
  domains: ['p', 'q'],
  skipped: [],
  samples: Array.from({ length: 60 }, (_, place) => ({
    id: `s${place}`,
    class: place < 40 ? 0 : place < 58 ? 1 : 2,
    domain: place % 2,
    offset: 0,
    length: 1,
  })),
};

describe('samples', () => {
  it('filters by class and domain; no names mean all', () => {
    expect(filterSamples(index, { classes: [], domains: [] })).toHaveLength(60);
    expect(filterSamples(index, { classes: ['b'], domains: ['q'] })).toHaveLength(9);
    expect(filterSamples(index, { classes: ['nobody'], domains: [] })).toHaveLength(0);
  });

  it('picks from every class, none twice', () => {
    const picked = pickSamples(index.samples, 6);
    expect(new Set(picked.map((sample) => sample.class)).size).toBe(3);
    expect(new Set(picked).size).toBe(picked.length);
    expect(pickSamples([], 6)).toEqual([]);
  });
});

describe('webcam pictures', () => {
  it('become one folder a class; nothing of a class without a name', () => {
    const blob = new Blob(['x']);
    let classes = addClass([]);
    classes = addPicture(0, { id: 'a', blob })(renameClass(0, 'cup/mug')(classes));
    classes = renameClass(1, '  ')(addPicture(1, { id: 'b', blob })(addClass(classes)));
    expect(filesOf(classes).map(({ path }) => path)).toEqual(['cup∕mug/0001.jpg']);
    expect(filesOf(removeLastPicture(0)(classes))).toEqual([]);
  });

  it('give new classes names that are free', () => {
    expect(addClass(renameClass(0, 'Class 2')(addClass([]))).map(({ name }) => name)).toEqual([
      'Class 2',
      'Class 3',
    ]);
  });
});

describe('results', () => {
  const confusion = [
    [8, 2],
    [1, 9],
  ];

  it('say in words what a cell of the confusion matrix means', () => {
    expect(describeCell(confusion, ['cat', 'dog'], 0, 1)).toBe('2 “cat” taken for “dog”');
    expect(describeCell(confusion, ['cat', 'dog'], 1, 1)).toBe('9 of 10 “dog” recognised');
  });

  it('name the classes that were confused most', () => {
    const three = [
      [8, 2, 0],
      [1, 9, 0],
      [3, 2, 5],
    ];
    expect(topConfusions(three, 3)).toEqual([
      { truth: 2, predicted: 0, count: 3, total: 10 },
      { truth: 0, predicted: 1, count: 2, total: 10 },
      { truth: 2, predicted: 1, count: 2, total: 10 },
    ]);
    expect(topConfusions([[4]], 3)).toEqual([]);
  });

  it('fit as many classes as they label', () => {
    expect(cellSize(2)).toBeLessThanOrEqual(64);
    expect(cellSize(20) * 20).toBeLessThan(420);
    expect(cellSize(MOST_LABELLED)).toBeGreaterThanOrEqual(9);
    expect(shorten('Smileys & Emotion', 8)).toBe('Smileys…');
  });

  it('sort classes, equal ones by name', () => {
    const item = (name: string, recall: number) => ({ name, recall, precision: 0, f1: 0, support: 1 });
    const classes = [item('10', 0.5), item('9', 0.5), item('x', 0.1)];
    expect(sortClasses(classes, 'recall', false).map(({ name }) => name)).toEqual(['x', '9', '10']);
    expect(sortClasses(classes, 'name', true).map(({ name }) => name)).toEqual(['x', '10', '9']);
  });

  it('offer a comparison from two evaluations on', () => {
    const node = (id: string, kind: string) => ({
      id,
      kind,
      kindVersion: 1,
      position: { x: 0, y: 0 },
      params: {},
    });
    const one = { ...emptyDocument(), nodes: [node('e', 'evaluate'), node('t', 'train')] };
    expect(resultTabs(one).map(({ id }) => id)).toEqual(['t', 'e']);
    const two = { ...one, nodes: [...one.nodes, node('e2', 'evaluate')] };
    expect(resultTabs(two).map(({ id }) => id)).toEqual(['t', 'e', 'e2', 'compare']);
  });

  it('of hundreds of nodes are some in view, with the current one and the comparison', () => {
    const tabs = Array.from({ length: 300 }, (_, place) => ({
      id: `e${place}`,
      kind: 'evaluate',
      title: '',
    }));
    const all = [...tabs, { id: 'compare', kind: 'compare', title: '' }];
    const { shown, more } = tabsInView(all, 'e200');
    expect(shown.length + more).toBe(301);
    expect(shown.length).toBeLessThan(40);
    expect(shown.slice(-2).map(({ id }) => id)).toEqual(['e200', 'compare']);
    expect(tabsInView(tabs.slice(0, 3), undefined)).toEqual({ shown: tabs.slice(0, 3), more: 0 });
  });
});

describe('names', () => {
  it('make a title a file name', () => {
    expect(fileName('Digits 0–4 to 5–9')).toBe('digits-0-4-to-5-9');
    expect(fileName('été / 猫')).toBe('été-猫');
    expect(fileName('???')).toBe('graph');
  });

  it('take the first paragraph of a lesson without its marks', () => {
    expect(lessonLine('**One** [two](https://x.y) `three`.\n\nMore.')).toBe('One two three.');
  });
});
