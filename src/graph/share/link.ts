import type { GraphDocument } from '../document';
import type { Parsed } from '../parse';
import { decodeGraph, encodeGraph } from './code';

const HASH = '#graph=';

/** A link that holds the whole graph behind its `#`: that part is never sent to a server. */
export const shareLink = (page: string, document: GraphDocument): string =>
  `${page.replace(/#.*$/s, '')}${HASH}${encodeGraph(document)}`;

/** The graph that an address holds behind its `#`; `undefined` when it is about something else. */
export function readShareLink(hash: string): Parsed | undefined {
  return hash.startsWith(HASH) ? decodeGraph(hash.slice(HASH.length)) : undefined;
}
