import { describe, expect, it } from 'vitest';
import { bundleParts } from '../../../src/editor/share/bundle';
import { whatItLoads } from '../../../src/editor/share/what-it-loads';
import { setParam } from '../../../src/graph/edit';
import { catalogWith } from '../../../src/plan/shipped/catalog';
import { loadTemplate } from '../../templates/load';

const template = loadTemplate('first-transfer');
const nothing = { datasets: new Set<string>(), models: new Set<string>() };
const loads = (document = template, own = nothing) => whatItLoads(document, catalogWith(), own);

describe('what a graph would load', () => {
  it('tells what ships, and for which nodes', () => {
    expect(loads().map(({ what, from, nodes }) => [what, from, nodes])).toEqual([
      [expect.stringContaining('Emoji'), 'graft', ['Dataset']],
      [expect.stringContaining('MobileNetV3'), 'graft', ['Backbone']],
    ]);
  });

  it('tells whether the user’s own images are here', () => {
    const photos = { id: 'user@0123', name: 'My photos' };
    const document = setParam(setParam(template, 'dataset', 'source', 'files'), 'dataset', 'files', photos);
    const from = (own: typeof nothing) => loads(document, own).find(({ name }) => name === 'My photos')?.from;
    expect(from(nothing)).toBe('missing');
    expect(from({ ...nothing, datasets: new Set(['user@0123']) })).toBe('here');
  });

  it('puts addresses first, whatever parameter holds them', () => {
    const document = setParam(template, 'backbone', 'weightsFrom', 'https://models.example/net.safetensors');
    expect(loads(document)[0]).toMatchObject({
      what: 'https://models.example/net.safetensors',
      from: 'elsewhere',
      nodes: ['Backbone'],
    });
  });

  it('takes a link in a note for text', () => {
    const document = setParam(template, 'train', 'text', 'See https://x.example for more');
    expect(loads(document).filter(({ from }) => from === 'elsewhere')).toEqual([]);
  });
});

it('a bundle takes along what the graph names of the user’s own, and nothing else', () => {
  const document = setParam(
    setParam(template, 'dataset', 'files', { id: 'user@1', name: 'Pets' }),
    'backbone',
    'backbone',
    'own-1',
  );
  const datasets = [
    { id: 'user@1', bytes: 10 },
    { id: 'user@2', bytes: 20 },
  ];
  const models = [
    { id: 'own-1', bytes: 5 },
    { id: 'own-2', bytes: 7 },
  ];
  expect(bundleParts(document, datasets, models)).toEqual({
    datasets: ['user@1'],
    models: ['own-1'],
    bytes: 15,
  });
});
