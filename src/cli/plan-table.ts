import type { Plan } from '../plan/plan';

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** The plan as a table for a terminal. */
export function planTable(plan: Plan): string {
  const header = ['step', 'nodes', 'gives', 'FLOPs', 'bytes', 'key'];
  const rows = plan.steps.map((step) => [
    step.id,
    step.nodes.join(', '),
    step.output,
    short.format(step.cost.flops),
    short.format(step.cost.bytes),
    step.key.slice(0, 12),
  ]);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const notes = plan.steps.flatMap((step) => step.notes.map((note) => `  ${step.id}: ${note.text}`));
  return [line(header), ...rows.map(line), ...(notes.length > 0 ? ['', 'Notes', ...notes] : [])].join('\n');
}
