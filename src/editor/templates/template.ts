import first from '../../../templates/first-transfer.json';
import type { GraphDocument } from '../../graph/document';
import { readDocument } from '../../graph/parse';
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
  return parsed.ok ? { id, ...takeLesson(parsed.document) } : undefined;
}

/** The one that opens on the first visit; the others come with the gallery. */
export const firstTemplate = (): Template | undefined => readTemplate(FIRST, first);
