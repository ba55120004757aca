/** `"a", "b" and 3 more`: names for a sentence, at most `most` of them. */
export function listNames(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
