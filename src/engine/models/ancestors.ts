/**
 * The name `output` and those of all that it depends on, directly or through others. `inputsOf` names what one takes,
 * and may throw where there is no such name.
 */
export function ancestors(
  output: string,
  inputsOf: (name: string) => readonly string[],
): ReadonlySet<string> {
  const needed = new Set<string>();
  const open = [output];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    open.push(...inputsOf(name));
  }
  return needed;
}
