import type { GraphDocument } from '../../graph/document';
import type { Problem } from '../../graph/problem';

/** A graph that came from somewhere and is not open yet. */
export interface Incoming {
  readonly source: 'link' | 'file' | 'picture';
  readonly document: GraphDocument;
  readonly problems: readonly Problem[];
}
