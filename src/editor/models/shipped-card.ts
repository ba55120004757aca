import type { BackboneInfo } from '../../plan/catalog';

const files = import.meta.glob<string>('../../../pretrained/*/README.md', {
  query: '?raw',
  import: 'default',
});

/** The model card that ships with a network, in Markdown without its title; `undefined` when it has none. */
export async function shippedCard({ id }: Pick<BackboneInfo, 'id'>): Promise<string | undefined> {
  const text = await files[`../../../pretrained/${id}/README.md`]?.();
  return text && withoutTables(text.replace(/^# .*\n/, ''));
}

/** Tables of two columns as lists: what draws Markdown here knows no tables. */
export const withoutTables = (markdown: string): string =>
  markdown
    .replace(/^\|[\s|:-]*\|\n/gm, '')
    .replace(/^\| *(.+?) *\| *(.+?) *\|$/gm, (_, name: string, value: string) => `- **${name}:** ${value}`);
