import type { GraphDocument } from '../../graph/document';
import type { Parsed } from '../../graph/parse';
import { listVersions, readGraph, readVersion } from '../library/library';
import { currentDocument } from '../store/editor-store';

/** One of two graphs to compare. */
export type Side =
  /** Still to be chosen. */
  | { readonly type: 'none' }
  | { readonly type: 'current' }
  | { readonly type: 'graph'; readonly id: string }
  | { readonly type: 'version'; readonly graph: string; readonly id: string }
  | { readonly type: 'file'; readonly name: string; readonly document: GraphDocument };

/** The document of a side; `undefined` when it is gone or cannot be read. */
export async function documentOf(side: Side): Promise<GraphDocument | undefined> {
  switch (side.type) {
    case 'none':
      return undefined;
    case 'current':
      return currentDocument();
    case 'file':
      return side.document;
    case 'graph':
      return documentIn((await readGraph(side.id))?.parsed);
    case 'version': {
      const version = (await listVersions(side.graph)).find(({ id }) => id === side.id);
      return documentIn(version && readVersion(version));
    }
  }
}

const documentIn = (parsed: Parsed | undefined): GraphDocument | undefined =>
  parsed?.ok ? parsed.document : undefined;
