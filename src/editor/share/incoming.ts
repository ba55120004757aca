import type { GraphDocument } from '../../graph/document';
import type { Problem } from '../../graph/problem';
import type { Brought } from './bundle';

/** A graph that came from somewhere and is not open yet. */
export interface Incoming {
  readonly source: 'link' | 'file' | 'picture' | 'bundle';
  readonly document: GraphDocument;
  readonly problems: readonly Problem[];
  /** What comes with it. */
  readonly bundle?: Brought;
}
