import type { GraphRecord } from './graph-record';

/** A part of the library to look into. */
export type Place =
  | { readonly type: 'all' }
  | { readonly type: 'folder'; readonly name: string }
  | { readonly type: 'trash' };

export const isIn = (graph: GraphRecord, place: Place): boolean =>
  (graph.trashedAt !== undefined) === (place.type === 'trash') &&
  (place.type !== 'folder' || graph.folder === place.name);

/** The graphs of a place in which every word of the query occurs, last opened first. */
export function searchGraphs(
  graphs: readonly GraphRecord[],
  query: string,
  place: Place,
): readonly GraphRecord[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return graphs.filter((graph) => {
    const text = `${graph.words} ${graph.folder.toLowerCase()}`;
    return isIn(graph, place) && words.every((word) => text.includes(word));
  });
}

/** The names of all folders that hold something outside of the trash. */
export const foldersOf = (graphs: readonly GraphRecord[]): readonly string[] =>
  [...new Set(graphs.filter((graph) => graph.trashedAt === undefined).map(({ folder }) => folder))]
    .filter((name) => name !== '')
    .sort((a, b) => a.localeCompare(b));
