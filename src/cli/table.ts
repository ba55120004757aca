/** A column whose cells are numbers stands at the right. */
export interface Column {
  readonly title: string;
  readonly right?: boolean;
}

/** Text in columns for a terminal, a line a row, without spaces at the ends of lines. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, place) =>
    Math.max(title.length, ...rows.map((row) => row[place]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ right }, place) => {
        const cell = cells[place] ?? '';
        return right ? cell.padStart(widths[place] ?? 0) : cell.padEnd(widths[place] ?? 0);
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)].join('\n');
}

/** Seconds with as many digits as anybody needs. */
export function formatSeconds(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 0.05) return '< 0.1 s';
  return seconds < 100 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}
