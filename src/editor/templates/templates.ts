import { FIRST, readTemplate, type Template } from './template';

const files = import.meta.glob<unknown>('../../../templates/*.json', { eager: true, import: 'default' });

/** In the order in which they teach; what is not listed follows. */
const ORDER = [
  FIRST,
  'three-families',
  'digits-0-4-to-5-9',
  'scratch-frozen-finetuned',
  'ways-to-tune',
  'which-backbone',
  'your-photos',
];

const place = (id: string): number => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);

/** The graphs that ship with Graft. */
export const templates: readonly Template[] = Object.entries(files)
  .flatMap(([path, json]) => readTemplate(path.replace(/^.*\//, '').replace(/\.json$/, ''), json) ?? [])
  .sort((a, b) => place(a.id) - place(b.id) || a.id.localeCompare(b.id));
