/** A width for a column of names, in CSS: columns must not move as other rows come into existence. */
export function nameWidth(names: readonly string[], mostPixels: number): string {
  const longest = names.reduce((most, name) => Math.max(most, name.length), 0);
  return `min(${mostPixels}px, ${longest}ch)`;
}
