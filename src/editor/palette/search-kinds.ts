import type { Category, NodeKind } from '../../plan/kind';

interface KindGroup {
  readonly category: Category;
  readonly kinds: readonly NodeKind[];
}

/**
 * The kinds that a search finds, by category in the registry's order. Every word must occur in the
 * label, the summary or the keywords; a kind whose label starts with the search comes first.
 */
export function searchKinds(kinds: readonly NodeKind[], query: string): readonly KindGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = kinds.filter((kind) => {
    const text = [kind.label, kind.summary, ...(kind.keywords ?? [])].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const start = words.join(' ');
  const rank = (kind: NodeKind) => (start !== '' && kind.label.toLowerCase().startsWith(start) ? 0 : 1);
  const ordered = [...found].sort((a, b) => rank(a) - rank(b));
  const groups = new Map<Category, NodeKind[]>();
  for (const kind of ordered) {
    const group = groups.get(kind.category);
    if (group) group.push(kind);
    else groups.set(kind.category, [kind]);
  }
  return [...groups].map(([category, members]) => ({ category, kinds: members }));
}
