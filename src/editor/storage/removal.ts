import type { GraphDocument } from '../../graph/document';
import type { StoredResult } from '../../worker/api';
import { formatBytes, plural } from '../format/numbers';
import { sumBytes } from './storage-groups';

export interface StoredImages {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

/** What is about to be removed, and waits for the person's word. */
export type Removal =
  | { readonly type: 'results'; readonly results: readonly StoredResult[] }
  | { readonly type: 'images'; readonly images: StoredImages; readonly usedBy: readonly string[] };

export interface RemovalText {
  readonly question: string;
  readonly lost: string;
}

/** Asks, and says what would be lost. */
export const removalText = (removal: Removal): RemovalText =>
  removal.type === 'images' ? imagesText(removal) : resultsText(removal.results);

function resultsText(results: readonly StoredResult[]): RemovalText {
  const trainings = results.filter(({ kind }) => kind === 'checkpoint');
  const others = results.length - trainings.length;
  const [only] = results;
  const what = results.length === 1 && only ? `“${only.label}”` : plural(results.length, 'stored result');
  const lost = [
    others > 0 &&
      `${others === 1 ? 'It is' : 'They are'} computed again when a graph asks for ${others === 1 ? 'it' : 'them'}.`,
    trainings.length > 0 &&
      `${plural(trainings.length, 'unfinished training')} will start from the beginning.`,
  ];
  return {
    question: `Remove ${what} (${formatBytes(sumBytes(results))})?`,
    lost: lost.filter(Boolean).join(' '),
  };
}

function imagesText({ images, usedBy }: Extract<Removal, { type: 'images' }>): RemovalText {
  const users =
    usedBy.length === 0
      ? 'No graph that Graft remembers uses them.'
      : `Used by ${usedBy.map((title) => `“${title}”`).join(', ')}, which cannot run without them.`;
  return {
    question: `Remove your images “${images.name}” (${formatBytes(images.bytes)})?`,
    lost: `${users} Graft cannot bring them back: you would choose the files again.`,
  };
}

/** Titles of the graphs that refer to a dataset, each once. */
export function graphsUsing(dataset: string, documents: readonly GraphDocument[]): readonly string[] {
  const refers = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && 'id' in value && value.id === dataset;
  const users = documents.filter(({ nodes }) =>
    nodes.some(({ params }) => Object.values(params).some(refers)),
  );
  return [...new Set(users.map(({ title }) => title))];
}
