import first from '../../../templates/first-transfer.json';
import type { GraphDocument } from '../../graph/document';
import { readDocument } from '../../graph/parse';
import { translated } from '../language/t';
import { type Lesson, takeLesson } from './lesson';

export interface Template {
  /** The file's name without its ending. */
  readonly id: string;
  readonly document: GraphDocument;
  readonly lesson: Lesson | undefined;
}

export const FIRST = 'first-transfer';

export function readTemplate(id: string, json: unknown): Template | undefined {
  const parsed = readDocument(json);
  if (!parsed.ok) return undefined;
  const { document, lesson } = takeLesson(parsed.document);
  return { id, document: inLanguage(document), lesson };
}

/** A template is written in English; whoever opens it reads and edits it in the language of the page. */
const inLanguage = (document: GraphDocument): GraphDocument => ({
  ...document,
  title: translated(document.title),
  description: translated(document.description),
  nodes: document.nodes.map((node) =>
    node.label === undefined ? node : { ...node, label: translated(node.label) },
  ),
});

/** The one that opens on the first visit; the others come with the gallery. */
export const firstTemplate = (): Template | undefined => readTemplate(FIRST, first);
