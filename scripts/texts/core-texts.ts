import { readdirSync, readFileSync } from 'node:fs';
import type { NewExpression, TemplateLiteral } from 'oxc-parser';
import { shippedBackbones, shippedDatasets } from '../../src/plan/shipped/index';
import { type Found, findIn } from './find-in';

/** What node kinds, compiler, engine and readers say to people. They know no language but English. */
const CORE = ['src/graph', 'src/plan', 'src/engine', 'src/worker', 'nodes'];

/** Code of other machines, and what travels with an exported model, whoever opens it where. */
const NOT_SHOWN =
  /^src\/engine\/(backend\/(simd|wasm-kernels)|library\/(export|provenance-steps|small-cnn-files)|metrics)|^src\/graph\/share\/(dictionary|svg)/;

/** Elsewhere an `Error` is a defect of Graft, and told to programmers. */
const TELLS_ERRORS =
  /^src\/(worker|engine\/(backend\/(wasm|webgpu|select)|library\/(find-model|model-store)))/;

/** Words that no person sees: names of random streams, keys, layers of other libraries, and citations. */
const UNSEEN: readonly RegExp[] = [
  /^(re-estimate|embed|fit|evaluate|read|vary|draft|head|array|stream|sample|conv|bytes) \{0\}|^WebGPU · /,
  /^(umap start|map samples|which partner|which backbone|train per class|random (network|head)|trained network)$/,
  /^(InputLayer|Activation ReLU|MaxPooling2D|Add Subtract|Dropout Spatial|linear relu|Switch Merge)/,
  /arXiv:|npm run|^lr finder$|\n/,
];

/** Several words, or a word beside a value. */
const areWords = (text: string): boolean =>
  (/\p{L}[^ ]* [^ ]*.*\p{L}/u.test(text) || /\{\d+\}.*[ (]\p{L}{3}|\p{L}{3}.*[ (]\{\d+\}/u.test(text)) &&
  !UNSEEN.some((unseen) => unseen.test(text));

/** A template with its values as numbered holes: `"{0}" is not connected.` */
const withHoles = ({ quasis }: TemplateLiteral): string =>
  quasis.map(({ value }, place) => (place === 0 ? '' : `{${place - 1}}`) + (value.cooked ?? '')).join('');

/** Every text of several words in the core's sources, and what is said of what ships. */
export const coreTexts = (): readonly Found[] => [...sourceTexts(), ...shippedTexts()];

const shippedTexts = (): readonly Found[] =>
  [
    ...shippedBackbones.flatMap(({ label, sourceTask, note }) => [label, sourceTask, note]),
    ...shippedDatasets.flatMap(({ name, domainLabel }) => [name, ...(domainLabel ? [domainLabel] : [])]),
  ].map((text) => ({ text, where: 'src/plan/shipped' }));

const sourceTexts = (): readonly Found[] =>
  CORE.flatMap((folder) =>
    findIn(folder, (add, where) => {
      const unseen = new Set<unknown>();
      const look = (written: unknown, text: string) => {
        if (!unseen.has(written) && !NOT_SHOWN.test(where) && areWords(text)) add(text);
      };
      return {
        NewExpression({ callee, arguments: given }: NewExpression) {
          if (
            callee.type !== 'Identifier' ||
            !/^(Type|Range)?Error$/.test(callee.name) ||
            TELLS_ERRORS.test(where)
          )
            return;
          for (const argument of given) unseen.add(argument);
        },
        Property({ key, value }) {
          if (key.type !== 'Identifier' || key.name !== 'keywords' || value.type !== 'ArrayExpression')
            return;
          for (const keyword of value.elements) unseen.add(keyword);
        },
        Literal: (literal) => {
          if (typeof literal.value === 'string') look(literal, literal.value);
        },
        TemplateLiteral: (template) => look(template, withHoles(template)),
      };
    }),
  );

interface TemplateFile {
  readonly title: string;
  readonly description: string;
  readonly nodes: readonly { readonly label?: string }[];
  readonly lesson?: { readonly level: string; readonly result?: string; readonly tags: readonly string[] };
}

/** Everything that the shipped templates say. */
export const templateTexts = (): readonly Found[] =>
  readdirSync('templates').flatMap((file) => {
    const where = `templates/${file}`;
    const { title, description, nodes, lesson }: TemplateFile = JSON.parse(readFileSync(where, 'utf8'));
    const about = lesson ? [lesson.level, lesson.result, ...lesson.tags] : [];
    return [title, description, ...nodes.map(({ label }) => label), ...about].flatMap((text) =>
      text === undefined ? [] : [{ text, where }],
    );
  });
