import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { registry } from '../../nodes/registry';
import type { ParamSpec } from '../../src/plan/params';

/** A text that people read, and a place that shows it. */
export interface Found {
  readonly text: string;
  readonly where: string;
}

/** All texts in `t('…')` of the editor's sources. */
export function editorTexts(root = 'src/editor'): readonly Found[] {
  const found = new Map<string, Found>();
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(path)) continue;
    const where = join(root, path);
    const { program } = parseSync(where, readFileSync(where, 'utf8'), { sourceType: 'module' });
    new Visitor({
      CallExpression({ callee, arguments: [first] }) {
        if (callee.type !== 'Identifier' || callee.name !== 't') return;
        if (first?.type !== 'Literal' || typeof first.value !== 'string') {
          throw new Error(`${where}: t() takes a text that is written out.`);
        }
        if (!found.has(first.value)) found.set(first.value, { text: first.value, where });
      },
    }).visit(program);
  }
  return [...found.values()];
}

/** What node kinds call themselves, their ports, parameters and options, with their short explanations. */
export function kindTexts(): readonly Found[] {
  const texts = new Map<string, Found>();
  const add = (where: string, ...some: readonly (string | undefined)[]) => {
    for (const text of some) if (text && !texts.has(text)) texts.set(text, { text, where });
  };
  for (const kind of registry.values()) {
    add(kind.kind, kind.label, kind.summary, kind.help);
    for (const port of [...Object.values(kind.inputs), ...Object.values(kind.outputs)])
      add(kind.kind, port.label);
    for (const spec of Object.values(kind.params)) {
      add(kind.kind, spec.label, spec.section, spec.help, ...optionsOf(spec));
    }
  }
  return [...texts.values()];
}

const optionsOf = (spec: ParamSpec): readonly (string | undefined)[] =>
  spec.control === 'choice' ? spec.options.flatMap(({ label, help }) => [label, help]) : [];
