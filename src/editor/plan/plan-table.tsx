import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { sumEstimates } from '../../plan/estimate';
import { formatBytes, formatCount, plural } from '../format/numbers';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { formatEstimate, formatMeasured, formatOperations } from './format';
import { type PlanRow, shownEstimate } from './plan-rows';
import styles from './plan-table.module.css';
import { PlanTableRow } from './plan-table-row';
import { usePlanning } from './planning';

/** The steps of a plan in the order in which they run, a row each, and what they come to. */
export const PlanTable = memo(function PlanTable({ rows }: { readonly rows: readonly PlanRow[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t('Step')}</th>
          <th>{t('Gives')}</th>
          <th title={t('Numbers that the step learns, and numbers that it uses as they are')}>
            {t('Parameters')}
          </th>
          <th className={styles.number} title={t('Floating-point operations')}>
            {t('FLOPs')}
          </th>
          <th className={styles.number} title={t('The most that it takes at once, at its batch size')}>
            {t('Memory')}
          </th>
          <th>{t('Result')}</th>
          <th className={styles.number}>{t('Estimate')}</th>
          <th className={styles.number}>{t('Measured')}</th>
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
  const states = useEditor(useShallow(({ run: { steps } }) => rows.map(({ step }) => steps[step.key])));
  const foreseen = usePlanning((planning) => planning.foreseen);
  const estimates = rows.flatMap((row, place) => shownEstimate(row, states[place], foreseen) ?? []);
  const measured = states.flatMap((state) =>
    state?.status === 'done' && state.ms !== undefined ? [state.ms] : [],
  );
  const kept = rows.filter((row) => row.kept).length;
  return (
    <tfoot>
      <tr>
        <td colSpan={3}>{plural(rows.length, 'step')}</td>
        <td className={styles.number}>{formatOperations(sum(rows.map(({ step }) => step.cost.flops)))}</td>
        <td className={styles.number} title={t('The most at once')}>
          {formatBytes(Math.max(0, ...rows.map(({ step }) => step.cost.memory)))}
        </td>
        <td>{kept > 0 ? t('{kept} kept', { kept: formatCount(kept) }) : '–'}</td>
        <td className={styles.number}>
          {estimates.length > 0 ? formatEstimate(sumEstimates(estimates)) : '–'}
        </td>
        <td className={styles.number}>{measured.length > 0 ? formatMeasured(sum(measured)) : '–'}</td>
      </tr>
    </tfoot>
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
