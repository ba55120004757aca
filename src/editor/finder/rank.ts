/**
 * How well a text answers a search, the lower the better; `undefined` when it does not. Every word must
 * occur in the label or in what else is known of it.
 */
export function rank(query: string, label: string, more = ''): number | undefined {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const name = label.toLowerCase();
  const all = `${name} ${more.toLowerCase()}`;
  if (!words.every((word) => all.includes(word))) return undefined;
  if (name === words.join(' ')) return -1;
  if (name.startsWith(words.join(' '))) return 0;
  const starts = name.split(/[^\p{L}\p{N}]+/u);
  if (words.every((word) => starts.some((start) => start.startsWith(word)))) return 1;
  return words.every((word) => name.includes(word)) ? 2 : 3;
}

/** What a search finds, best first; what fits equally well keeps its order. */
export function ranked<T>(
  items: readonly T[],
  rankOf: (item: T) => number | undefined,
): readonly { readonly item: T; readonly rank: number }[] {
  return items
    .flatMap((item) => {
      const place = rankOf(item);
      return place === undefined ? [] : [{ item, rank: place }];
    })
    .sort((a, b) => a.rank - b.rank);
}
