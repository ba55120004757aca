import { registry } from '../../../nodes/registry';
import { translated } from '../language/t';
import type { Level } from './lesson';
import type { Template } from './template';

interface Wanted {
  readonly query: string;
  readonly tag?: string;
  readonly level?: Level;
}

/** The templates of a level and with a tag in which every word of the query occurs. */
export function searchTemplates(
  templates: readonly Template[],
  { query, tag, level }: Wanted,
): readonly Template[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return templates.filter(({ document, lesson }) => {
    if (level !== undefined && lesson?.level !== level) return false;
    if (tag !== undefined && !lesson?.tags.includes(tag)) return false;
    const kinds = document.nodes.map((node) => translated(registry.get(node.kind)?.label ?? node.kind));
    const text = [document.title, document.description, ...kinds, ...(lesson?.tags ?? []).map(translated)]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** All tags, those of most templates first. */
export function tagsOf(templates: readonly Template[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { lesson } of templates) {
    for (const tag of lesson?.tags ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([tag]) => tag);
}
