/** The first paragraph of a Markdown text, without its marks. */
export const lessonLine = (markdown: string): string =>
  (markdown.trim().split(/\n\s*\n/)[0] ?? '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`#>]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
