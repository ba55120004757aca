import type { Report } from './report';
import { formatSeconds, formatTable } from './table';

/** What each step took beside what was foreseen for it. */
export function timingTable({ steps }: Report): string {
  const rows = steps.map(({ id, node, cached, ms, estimatedMs }) => [
    id,
    node ?? '',
    cached ? 'stored' : formatSeconds(ms),
    estimatedMs === null ? '-' : formatSeconds(estimatedMs),
  ]);
  const measured = steps.reduce((sum, step) => sum + step.ms, 0);
  const foreseen = steps.reduce((sum, step) => sum + (step.estimatedMs ?? 0), 0);
  return formatTable(
    [
      { title: 'step' },
      { title: 'node' },
      { title: 'measured', right: true },
      { title: 'estimated', right: true },
    ],
    [...rows, ['all', '', formatSeconds(measured), formatSeconds(foreseen)]],
  );
}
