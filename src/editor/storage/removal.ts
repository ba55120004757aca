import type { GraphDocument } from '../../graph/document';
import type { StoredResult } from '../../worker/api';
import { formatBytes, plural } from '../format/numbers';
import { t } from '../language/t';
import { sumBytes } from './storage-groups';

/** Something of the user's own that is stored: images or a model. */
export interface StoredThing {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

/** What is about to be removed, and waits for the person's word. */
export type Removal =
  | { readonly type: 'results'; readonly results: readonly StoredResult[] }
  | {
      readonly type: 'images' | 'model';
      readonly thing: StoredThing;
      readonly usedBy: readonly string[];
    };

export interface RemovalText {
  readonly question: string;
  readonly lost: string;
}

/** Asks, and says what would be lost. */
export const removalText = (removal: Removal): RemovalText =>
  removal.type === 'results' ? resultsText(removal.results) : thingText(removal);

function resultsText(results: readonly StoredResult[]): RemovalText {
  const trainings = results.filter(({ kind }) => kind === 'checkpoint');
  const others = results.length - trainings.length;
  const [only] = results;
  const what =
    results.length === 1 && only
      ? t('“{title}”', { title: only.label })
      : plural(results.length, 'stored result');
  const lost = [
    others > 0 &&
      (others === 1
        ? t('It is computed again when a graph asks for it.')
        : t('They are computed again when a graph asks for them.')),
    trainings.length > 0 &&
      t('{trainings} will start from the beginning.', {
        trainings: plural(trainings.length, 'unfinished training'),
      }),
  ];
  return {
    question: t('Remove {what} ({results})?', { what, results: formatBytes(sumBytes(results)) }),
    lost: lost.filter(Boolean).join(' '),
  };
}

function thingText({ type, thing, usedBy }: Exclude<Removal, { type: 'results' }>): RemovalText {
  const about = { name: thing.name, bytes: formatBytes(thing.bytes) };
  const graphs = usedBy.map((title) => t('“{title}”', { title })).join(', ');
  const isUnused = usedBy.length === 0;
  if (type === 'model') {
    const users = isUnused
      ? t('No graph that Graft remembers uses it.')
      : t('Used by {graphs}, which cannot run without it.', { graphs });
    const back = t('Export it first if you may want it again: Graft cannot bring it back.');
    return { question: t('Remove your model “{name}” ({bytes})?', about), lost: `${users} ${back}` };
  }
  const users = isUnused
    ? t('No graph that Graft remembers uses them.')
    : t('Used by {graphs}, which cannot run without them.', { graphs });
  const back = t('Graft cannot bring them back: you would choose the files again.');
  return { question: t('Remove your images “{name}” ({bytes})?', about), lost: `${users} ${back}` };
}

/** Titles of the graphs that refer to a dataset or name a model, each once. */
export function graphsUsing(id: string, documents: readonly GraphDocument[]): readonly string[] {
  const refers = (value: unknown): boolean =>
    value === id || (typeof value === 'object' && value !== null && 'id' in value && value.id === id);
  const users = documents.filter(({ nodes }) =>
    nodes.some(({ params }) => Object.values(params).some(refers)),
  );
  return [...new Set(users.map(({ title }) => title))];
}
