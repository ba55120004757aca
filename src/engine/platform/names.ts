/**
 * The folder that holds a shipped dataset: `emoji` for `emoji@0123…`. `undefined` for anything that
 * is not a plain name, because ids come from documents that anybody may have written.
 */
export function shippedFolder(id: string): string | undefined {
  const [name = ''] = id.split('@');
  return isPlainName(name) ? name : undefined;
}

export const isPlainName = (name: string): boolean => /^[a-z0-9][a-z0-9-]*$/.test(name);

/** Whether the dataset that was found is the one asked for: by folder, or by full id. */
export const answersTo = (foundId: string, askedId: string): boolean =>
  askedId === foundId || askedId === shippedFolder(foundId);
