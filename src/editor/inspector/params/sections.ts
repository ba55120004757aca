import type { ParamSpec } from '../../../plan/params';

interface Section {
  readonly title?: string;
  readonly entries: [string, ParamSpec][];
}

/** Groups consecutive parameters of one section. */
export function sectionsOf(entries: readonly [string, ParamSpec][]): readonly Section[] {
  const sections: Section[] = [];
  for (const entry of entries) {
    const title = entry[1].section;
    const last = sections.at(-1);
    if (last && last.title === title) last.entries.push(entry);
    else sections.push({ title, entries: [entry] });
  }
  return sections;
}
