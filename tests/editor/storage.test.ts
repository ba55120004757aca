import { describe, expect, it } from 'vitest';
import { formatAgo } from '../../src/editor/format/ago';
import { graphsUsing, removalText } from '../../src/editor/storage/removal';
import { groupResults, usageParts } from '../../src/editor/storage/storage-groups';
import type { StorageReport, StoredResult } from '../../src/worker/api';
import { graph } from '../plan/graphs';

const result = (kind: StoredResult['kind'], bytes: number, usedAt = 0, label = kind): StoredResult => ({
  key: `wasm:${label}${usedAt}`,
  step: `${label}${usedAt}`,
  kind,
  label,
  bytes,
  usedAt,
});

const results = [
  result('network', 20, 5),
  result('features', 1000, 1),
  result('features', 500, 9),
  result('checkpoint', 80, 2),
];

describe('stored results', () => {
  it('stand by kind, the last one used first', () => {
    const groups = groupResults(results);
    expect(groups.map(({ kind, bytes }) => [kind, bytes])).toEqual([
      ['checkpoint', 80],
      ['features', 1500],
      ['network', 20],
    ]);
    expect(groups[1]?.results.map(({ usedAt }) => usedAt)).toEqual([9, 1]);
  });

  it('and images share one bar, measured by what the browser allows', () => {
    const report: StorageReport = {
      results,
      datasets: [{ id: 'user@1', name: 'Cups', bytes: 400 }],
      models: [{ id: 'own-1', name: 'My net', bytes: 600 }],
      budget: 5000,
      quota: 10_000,
    };
    const { parts, whole } = usageParts(report);
    expect(whole).toBe(10_000);
    expect(parts.map(({ kind, share }) => [kind, share])).toEqual([
      ['checkpoint', 0.008],
      ['features', 0.15],
      ['network', 0.002],
      ['images', 0.04],
      ['models', 0.06],
    ]);
    const unknown = usageParts({ ...report, quota: undefined });
    expect(unknown.whole).toBe(6000);
    const nothing = usageParts({ results: [], datasets: [], models: [], budget: 0 });
    expect(nothing).toEqual({ parts: [], whole: 1 });
  });
});

describe('removing', () => {
  it('results says that they are computed again', () => {
    const [network] = results;
    if (!network) throw new Error('There is one.');
    expect(removalText({ type: 'results', results: [network] })).toEqual({
      question: 'Remove “network” (20 B)?',
      lost: 'It is computed again when a graph asks for it.',
    });
  });

  it('all of them says what of it is lost: unfinished trainings', () => {
    const { question, lost } = removalText({ type: 'results', results });
    expect(question).toBe('Remove 4 stored results (1.6 KB)?');
    expect(lost).toContain('They are computed again');
    expect(lost).toContain('1 unfinished training will start from the beginning');
    const only = removalText({
      type: 'results',
      results: results.filter(({ kind }) => kind === 'checkpoint'),
    });
    expect(only.lost).toBe('1 unfinished training will start from the beginning.');
  });

  it('images names the graphs that need them', () => {
    const images = { id: 'user@1', name: 'Cups', bytes: 400 };
    const using = (id: string, title: string) => ({
      ...graph({ data: { kind: 'dataset', params: { source: 'files', files: { id, name: 'Cups' } } } }, []),
      title,
    });
    const documents = [using('user@1', 'Mine'), using('user@2', 'Other'), using('user@1', 'Mine')];
    const usedBy = graphsUsing(images.id, documents);
    expect(usedBy).toEqual(['Mine']);
    const { question, lost } = removalText({ type: 'images', thing: images, usedBy });
    expect(question).toBe('Remove your images “Cups” (400 B)?');
    expect(lost).toContain('Used by “Mine”, which cannot run without them.');
    expect(removalText({ type: 'images', thing: images, usedBy: [] }).lost).toContain('No graph');
  });

  it('a model names the graphs that need it, and says to export it first', () => {
    const thing = { id: 'own-1', name: 'My net', bytes: 600 };
    const document = graph({ net: { kind: 'backbone', params: { backbone: 'own-1' } } }, []);
    const usedBy = graphsUsing(thing.id, [document]);
    expect(usedBy).toEqual([document.title]);
    expect(removalText({ type: 'model', thing, usedBy })).toEqual({
      question: 'Remove your model “My net” (600 B)?',
      lost: `Used by “${document.title}”, which cannot run without it. Export it first if you may want it again: Graft cannot bring it back.`,
    });
  });
});

describe('how long ago', () => {
  const minute = 60_000;
  it.each([
    [0, 'just now'],
    [59_000, 'just now'],
    [-5, 'just now'],
    [5 * minute, '5 minutes ago'],
    [61 * minute, '1 hour ago'],
    [25 * 60 * minute, 'yesterday'],
    [72 * 60 * minute, '3 days ago'],
  ])('%d ms is %s', (age, text) => {
    expect(formatAgo(1e12 - age, 1e12)).toBe(text);
  });
});
