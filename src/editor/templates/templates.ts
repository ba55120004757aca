import type { GraphDocument } from '../../graph/document';
import { readDocument } from '../../graph/parse';
import { type Lesson, takeLesson } from './lesson';

export interface Template {
  /** The file's name without its ending. */
  readonly id: string;
  readonly document: GraphDocument;
  readonly lesson: Lesson | undefined;
}

const files = import.meta.glob<unknown>('../../../templates/*.json', { eager: true, import: 'default' });

const FIRST = 'first-transfer';
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
  .flatMap(([path, json]) => {
    const parsed = readDocument(json);
    const id = path.replace(/^.*\//, '').replace(/\.json$/, '');
    return parsed.ok ? [{ id, ...takeLesson(parsed.document) }] : [];
  })
  .sort((a, b) => place(a.id) - place(b.id) || a.id.localeCompare(b.id));

/** The one that opens on the first visit. */
export const firstTemplate = (): Template | undefined =>
  templates.find((template) => template.id === FIRST) ?? templates[0];
