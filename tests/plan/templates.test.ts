import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import { formatDocument, parseDocument } from '../../src/graph/parse';
import { compile } from '../../src/plan/compile';
import { catalogWith } from '../../src/plan/shipped/catalog';

const folder = new URL('../../templates/', import.meta.url);
const templates = readdirSync(folder).filter((name) => name.endsWith('.json'));
/** Asks for the user's own images, so it cannot compile as it ships. */
const NEEDS_IMAGES = 'your-photos.json';

describe.each(templates)('template %s', (name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const parsed = parseDocument(text);

  it('is stored exactly as Graft would save it', () => {
    expect(parsed.problems).toEqual([]);
    expect(parsed.ok && formatDocument(parsed.document)).toBe(text);
  });

  it('teaches: it has a title and a lesson', () => {
    expect(parsed.ok && parsed.document.title.length).toBeGreaterThan(5);
    expect(parsed.ok && parsed.document.description.length).toBeGreaterThan(200);
  });

  it('compiles without a problem on what ships', () => {
    if (!parsed.ok) throw new Error('It does not parse.');
    const { problems } = compile(parsed.document, { registry, catalog: catalogWith(new Map()) });
    const expected = name === NEEDS_IMAGES ? ['dataset/nothing-chosen'] : [];
    expect(problems.map((problem) => problem.code)).toEqual(expected);
  });
});
