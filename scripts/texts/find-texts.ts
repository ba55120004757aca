import type { CallExpression } from 'oxc-parser';
import { registry } from '../../nodes/registry';
import type { ParamSpec } from '../../src/plan/params';
import { type Found, findIn } from './find-in';

const EDITOR = 'src/editor';

const isCallOf = ({ callee }: CallExpression, names: readonly string[]): boolean =>
  callee.type === 'Identifier' && names.includes(callee.name);

/** All texts in `t('…')` of the editor's sources. */
export const editorTexts = (): readonly Found[] =>
  findIn(EDITOR, (add, where) => ({
    CallExpression(call) {
      const [first] = call.arguments;
      if (!isCallOf(call, ['t'])) return;
      if (first?.type !== 'Literal' || typeof first.value !== 'string') {
        throw new Error(`${where}: t() takes a text that is written out.`);
      }
      add(first.value);
    },
  }));

/** The singulars of all words that are counted: `plural(count, 'image')`. */
export const countedWords = (): readonly Found[] =>
  findIn(EDITOR, (add) => ({
    CallExpression(call) {
      const word = call.arguments[1];
      if (isCallOf(call, ['plural', 'counted']) && word?.type === 'Literal') add(String(word.value));
    },
  }));

/** Attributes and properties that hold words for people. */
const SHOWN = /^(label|title|aria-label|alt|placeholder|hint|help|description|text|detail|note|action)$/;
/** The same in every language. */
const NAMES: readonly string[] = [
  'Graft',
  'Grad-CAM',
  'SVG',
  'PNG',
  'CSV',
  'WebGPU',
  'WebAssembly',
  'JavaScript',
  'English',
  'Deutsch',
  'safetensors',
];
const hasWords = (text: string): boolean => /\p{L}{2}/u.test(text) && !/^https?:|^\w+\/\w+/.test(text);

const isSentence = (value: unknown): boolean => typeof value === 'string' && /^\p{Lu}\p{L}* /u.test(value);

/** Several words of letters alone, as class names and CSS are not. */
const areWords = (value: unknown): boolean =>
  typeof value === 'string' && /^\p{L}+( [\p{L}’'-]+)+[.:…?!]?$/u.test(value);

/** Words for people that are written out without `t('…')`. */
export const bareTexts = (): readonly Found[] =>
  findIn(EDITOR, (add) => {
    const look = (value: unknown) => {
      const text = typeof value === 'string' ? value.trim() : '';
      if (hasWords(text) && !NAMES.includes(text)) add(text);
    };
    return {
      JSXText: ({ value }) => look(value),
      ConditionalExpression({ consequent, alternate }) {
        for (const written of [consequent, alternate]) {
          const branch = written.type === 'ParenthesizedExpression' ? written.expression : written;
          if (branch.type === 'Literal' && areWords(branch.value)) look(branch.value);
        }
      },
      JSXAttribute({ name, value }) {
        if (name.type !== 'JSXIdentifier' || value?.type !== 'Literal') return;
        if (SHOWN.test(name.name) || isSentence(value.value)) look(value.value);
      },
      Property({ key, value }) {
        if (key.type === 'Identifier' && SHOWN.test(key.name) && value.type === 'Literal') look(value.value);
      },
    };
  });

/** What node kinds call themselves, their ports, parameters, options and facts, with their explanations. */
export function kindTexts(): readonly Found[] {
  const texts = new Map<string, Found>();
  const add = (where: string, ...some: readonly (string | undefined)[]) => {
    for (const text of some) if (text && !texts.has(text)) texts.set(text, { text, where });
  };
  for (const kind of registry.values()) {
    add(kind.kind, kind.label, kind.summary, kind.help);
    for (const port of [...Object.values(kind.inputs), ...Object.values(kind.outputs)])
      add(kind.kind, port.label, port.help);
    for (const spec of Object.values(kind.params)) {
      add(kind.kind, spec.label, spec.section, spec.help, ...optionsOf(spec));
    }
  }
  for (const { where, text } of factLabels()) add(where, text);
  return [...texts.values()];
}

const optionsOf = (spec: ParamSpec): readonly (string | undefined)[] =>
  spec.control === 'choice' ? spec.options.flatMap(({ label, help }) => [label, help]) : [];

/** What the facts on the cards of nodes are called. */
const factLabels = (): readonly Found[] =>
  findIn('nodes', (add) => ({
    CallExpression(call) {
      const [label] = call.arguments;
      if (isCallOf(call, ['countFact', 'compactFact', 'shareFact']) && label?.type === 'Literal')
        add(String(label.value));
    },
    Property({ key, value }) {
      if (key.type !== 'Identifier' || key.name !== 'label' || value.type !== 'Literal') return;
      if (hasWords(String(value.value))) add(String(value.value));
    },
  }));
