import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import { formatDocument, parseDocument } from '../../src/graph/parse';
import { hasErrors } from '../../src/graph/problem';
import { compile } from '../../src/plan/compile';
import { inferGraph } from '../../src/plan/infer';
import type { NodeKind } from '../../src/plan/kind';
import { defaultParams, readParams } from '../../src/plan/read-params';
import { catalogWith } from '../../src/plan/shipped/catalog';
import { brokenParams, validParams } from './arbitrary';
import { around, kinds, SUBJECT } from './around';

/** What every node kind keeps to, on the datasets and backbones that ship. Nothing is run here. */

const catalog = catalogWith(new Map());
const compiled = (document: ReturnType<typeof around>) => compile(document, { registry, catalog });
const inferred = (document: ReturnType<typeof around>) => {
  const node = inferGraph(document, registry, catalog).get(SUBJECT);
  if (!node) throw new Error('The node was not inferred.');
  return node;
};

/** The context in which a kind lists its options: wired, or with nothing wired yet. */
function optionsContext(kind: NodeKind, wired: boolean, changes: Record<string, unknown> = {}) {
  const inputs = wired ? inferred(around(kind)).inputs : {};
  const params = { ...defaultParams(kind.params), ...changes };
  return { inputs, params, catalog } as Parameters<NonNullable<NodeKind['options']>>[1];
}

const RUNS = { numRuns: 40, seed: 20 };

describe.each(kinds.map((kind) => [kind.kind, kind] as const))('%s', (id, kind) => {
  const specs = Object.entries(kind.params);

  it('is registered under its own name, and its defaults are valid', () => {
    expect(registry.get(id)).toBe(kind);
    expect(readParams(kind, defaultParams(kind.params)).problems).toEqual([]);
    const { problems, outputs } = inferred(around(kind));
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(Object.keys(outputs)).toEqual(Object.keys(kind.outputs));
    for (const [port, { type }] of Object.entries(kind.outputs)) expect(outputs[port]?.type).toBe(type);
  });

  it('offers sensible controls', () => {
    for (const [name, spec] of specs) {
      expect(typeof (spec.visible?.(defaultParams(kind.params)) ?? true), name).toBe('boolean');
      if (spec.control === 'choice') {
        const values = spec.options.map((option) => option.value);
        expect(new Set(values).size).toBe(values.length);
        expect(values).toContain(spec.default);
      }
      if (spec.control !== 'number') continue;
      expect(spec.step).toBeGreaterThan(0);
      const [low, high] = spec.sliderRange ?? [spec.min, spec.max];
      expect(low < high && low >= spec.min && high <= spec.max, name).toBe(true);
      for (const preset of spec.presets ?? []) {
        expect(readParams(kind, { [name]: preset.value }).problems, name).toEqual([]);
      }
    }
  });

  it('teaches', () => {
    expect(kind.help.trim().length).toBeGreaterThan(id === 'note' ? 100 : 300);
    expect(brokenMarkdown(kind.help)).toEqual([]);
    expect(kind.summary).toMatch(/^[^.]{10,90}$/);
    for (const [name, { label, help }] of specs) {
      expect(label, name).toMatch(/^\p{Lu}/u);
      expect(help, name).toMatch(/^.{12,}\.$/);
    }
    for (const { label, help } of [...Object.values(kind.inputs), ...Object.values(kind.outputs)]) {
      expect(label).toMatch(/^\p{Lu}/u);
      expect(help).toMatch(/^.{10,}\.$/);
    }
  });

  it.each([true, false])('lists options that it accepts (wired: %s)', (wired) => {
    for (const [param, spec] of specs) {
      if (spec.control !== 'dynamic-choice' && spec.control !== 'dynamic-set') continue;
      const values = (kind.options?.(param, optionsContext(kind, wired)) ?? []).map(({ value }) => value);
      expect(new Set(values).size, param).toBe(values.length);
      if (spec.control === 'dynamic-choice') expect(values[0], param).toBe('');
      for (const value of values) {
        const set = { [param]: spec.control === 'dynamic-set' ? [value] : value };
        const about = inferred(around(kind, set)).problems.filter((problem) => problem.param === param);
        // One class alone is a valid name, though nothing to learn from.
        expect(
          about.filter(({ code }) => code !== 'dataset/one-class'),
          value,
        ).toEqual([]);
      }
    }
  });

  it('accepts every choice', () => {
    for (const [name, spec] of specs) {
      if (spec.control !== 'choice') continue;
      for (const { value } of spec.options) {
        expect(readParams(kind, { [name]: value }).problems).toEqual([]);
        // Options of the parameters that depend on this choice do not throw either.
        for (const [param] of specs) kind.options?.(param, optionsContext(kind, true, { [name]: value }));
      }
    }
  });

  it('keeps its parameters through a file, and means the same afterwards', () => {
    fc.assert(
      fc.property(validParams(kind, optionsContext(kind, true)), (params) => {
        expect(readParams(kind, params)).toEqual({ params, problems: [] });
        const document = around(kind, params);
        const again = parseDocument(formatDocument(document));
        expect(again).toEqual({ ok: true, document, problems: [] });
        if (again.ok) expect(compiled(again.document)).toEqual(compiled(document));
      }),
      RUNS,
    );
  });

  it('infers without throwing, whatever its parameters are and whichever inputs are missing', () => {
    const context = optionsContext(kind, true);
    const params = fc.oneof(validParams(kind, context), brokenParams(kind));
    const missing = fc.subarray(Object.keys(kind.inputs));
    fc.assert(
      fc.property(params, missing, (stored, open) => {
        const { problems, nodes } = compiled(around(kind, stored, open));
        expect(nodes[SUBJECT]).toBeDefined();
        for (const port of open) {
          expect(problems).toContainEqual(expect.objectContaining({ code: 'wire/missing', port }));
        }
        for (const problem of problems.filter(({ severity }) => severity === 'error')) {
          expect(problem.nodeId).toBeDefined();
          expect(problem.message).toMatch(/[.!?]$/);
          expect(problem.hint ?? problem.expected, problem.code).toBeDefined();
        }
      }),
      RUNS,
    );
  });

  it('replaces what is wrong in a file by its default, says so, and does not run with it', () => {
    fc.assert(
      fc.property(brokenParams(kind), (stored) => {
        const { params, problems } = readParams(kind, stored);
        expect(Object.keys(params).sort()).toEqual(Object.keys(kind.params).sort());
        expect(readParams(kind, params).problems).toEqual([]);
        if (hasErrors(problems)) expect(inferred(around(kind, stored)).outputs).toEqual({});
      }),
      RUNS,
    );
  });
});

/** Marks that are opened and not closed, and links that lead nowhere. */
function brokenMarkdown(markdown: string): string[] {
  const prose = markdown.replace(/`[^`\n]*`/g, '');
  return [
    ...(prose.includes('`') ? ['an open `'] : []),
    ...prose.split('\n').filter((line) => (line.match(/\*\*/g) ?? []).length % 2 === 1),
    ...prose
      .split('\n')
      .filter((line) => (line.replace(/^\s*[-*] /, '').match(/(?<!\*)\*(?!\*)/g) ?? []).length % 2 === 1),
    ...(prose.match(/\[[^\]]*\]\((?!https:\/\/)[^)]*\)/g) ?? []),
  ];
}
