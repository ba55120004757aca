import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor, type VisitorObject } from 'oxc-parser';

/** A text that people read, and a place that shows it. */
export interface Found {
  readonly text: string;
  readonly where: string;
}

/** Everything that an eye for syntax finds in the sources of a folder, each text once. */
export function findIn(
  root: string,
  see: (add: (text: string) => void, where: string) => VisitorObject,
): Found[] {
  const found = new Map<string, Found>();
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(path)) continue;
    const where = join(root, path);
    const { program } = parseSync(where, readFileSync(where, 'utf8'), { sourceType: 'module' });
    const add = (text: string) => void (found.has(text) || found.set(text, { text, where }));
    new Visitor(see(add, where)).visit(program);
  }
  return [...found.values()];
}
