import { memo } from 'react';
import { sumEstimates } from '../../plan/estimate';
import { formatBytes, formatCount } from '../format/numbers';
import { useEditor } from '../store/editor-store';
import { formatEstimate, formatMeasured, formatOperations } from './format';
import type { PlanRow } from './plan-rows';
import styles from './plan-table.module.css';
import { PlanTableRow } from './plan-table-row';

/** The steps of a plan in the order in which they run, a row each, and what they come to. */
export const PlanTable = memo(function PlanTable({ rows }: { readonly rows: readonly PlanRow[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>Step</th>
          <th>Gives</th>
          <th title="Numbers that the step learns, and numbers that it uses as they are">Parameters</th>
          <th className={styles.number} title="Floating-point operations">
            FLOPs
          </th>
          <th className={styles.number} title="The most that it takes at once, at its batch size">
            Memory
          </th>
          <th>Result</th>
          <th className={styles.number}>Estimate</th>
          <th className={styles.number}>Measured</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <PlanTableRow key={row.step.id} row={row} place={place + 1} />
        ))}
      </tbody>
      <Totals rows={rows} />
    </table>
  );
});

function Totals({ rows }: { readonly rows: readonly PlanRow[] }) {
  const measured = useEditor(({ run: { steps } }) => {
    const times = rows.flatMap(({ step }) => {
      const state = steps[step.key];
      return state?.status === 'done' && state.ms !== undefined ? [state.ms] : [];
    });
    return times.length > 0 ? times.reduce((sum, ms) => sum + ms, 0) : undefined;
  });
  const estimates = rows.flatMap(({ estimate }) => estimate ?? []);
  const stored = rows.filter(({ need }) => need === 'stored').length;
  const running = rows.filter(({ need }) => need === 'run');
  return (
    <tfoot>
      <tr>
        <td colSpan={2}>All {formatCount(rows.length)} steps</td>
        <td />
        <td className={styles.number}>
          {formatOperations(running.reduce((sum, { step }) => sum + step.cost.flops, 0))}
        </td>
        <td className={styles.number} title="The most at once">
          {formatBytes(running.reduce((most, { step }) => Math.max(most, step.cost.memory), 0))}
        </td>
        <td>{stored > 0 ? `${stored} stored` : '–'}</td>
        <td className={styles.number}>
          {estimates.length > 0 ? formatEstimate(sumEstimates(estimates)) : '–'}
        </td>
        <td className={styles.number}>{measured === undefined ? '–' : formatMeasured(measured)}</td>
      </tr>
    </tfoot>
  );
}
