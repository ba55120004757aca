import { formatAgo } from '../format/ago';
import { locale } from '../language/language';
import { t } from '../language/t';
import type { GraphRecord, GraphVersion } from '../library/graph-record';
import type { Side } from './sides';

interface SideOption {
  readonly side: Side;
  readonly label: string;
  readonly help?: string;
}

const MOST_GRAPHS = 50;

/** What a side may be: the open graph, its versions, a file that was chosen, and other graphs. */
export function sideOptions(
  side: Side,
  { id: openId, title: openTitle }: { readonly id: string; readonly title: string },
  graphs: readonly GraphRecord[],
  versions: readonly GraphVersion[],
): readonly SideOption[] {
  const now = Date.now();
  const titleOf = (id: string) => graphs.find((graph) => graph.id === id)?.title ?? t('A deleted graph');
  const options: SideOption[] = [
    { side: { type: 'current' }, label: t('The open graph'), help: openTitle },
    ...(side.type === 'file' ? [{ side, label: side.name, help: t('From a file') }] : []),
    ...versions.map(({ graph, id, name, at }) => ({
      side: { type: 'version' as const, graph, id },
      label: name ?? t('Version of {at}', { at: formatAgo(at, now) }),
      help: `${titleOf(graph)}, ${new Date(at).toLocaleString(locale)}`,
    })),
    ...graphs
      .filter(({ id }) => id !== openId || (side.type === 'graph' && side.id === id))
      .slice(0, MOST_GRAPHS)
      .map(({ id, title, savedAt }) => ({
        side: { type: 'graph' as const, id },
        label: title,
        help: t('In the library, {savedAt}', { savedAt: formatAgo(savedAt, now) }),
      })),
  ];
  const isThere = options.some((option) => JSON.stringify(option.side) === JSON.stringify(side));
  if (isThere) return options;
  const label = side.type === 'none' ? t('Choose…') : t('A graph that is gone');
  return [{ side, label }, ...options];
}
