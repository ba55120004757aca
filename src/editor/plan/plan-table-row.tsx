import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { runsAlways } from '../../plan/passes/incremental';
import { formatDuration } from '../format/duration';
import { formatBytes } from '../format/numbers';
import { t, translated } from '../language/t';
import { useEditor } from '../store/editor-store';
import { nodeTitle } from '../store/node-hooks';
import { stepFraction } from '../store/node-run';
import { focusNode } from '../store/run';
import type { StepState } from '../store/run-state';
import { formatEstimate, formatMeasured, formatOperations, formatParameters } from './format';
import { type PlanRow, shownEstimate } from './plan-rows';
import styles from './plan-table.module.css';
import { usePlanning } from './planning';
import { STEP_KINDS, stepPart } from './step-kinds';
import { stepTimeLeft } from './time-left';

interface PlanTableRowProps {
  readonly row: PlanRow;
  /** Counted from 1. */
  readonly place: number;
}

export const PlanTableRow = memo(function PlanTableRow({ row, place }: PlanTableRowProps) {
  const { step, need } = row;
  const { cost } = step;
  const { icon: Icon, label, tint } = STEP_KINDS[step.op];
  const state = useEditor(({ run }) => run.steps[step.key]);
  const part = stepPart(step);
  return (
    <tr data-need={need} data-status={state?.status} data-step={step.op}>
      <td>
        <div className={styles.step} data-tint={tint}>
          <span className={styles.place}>{place}</span>
          <Icon size={15} aria-hidden />
          <div>
            {label}
            {part && <span className={styles.quiet}> · {part}</span>}
            <StepNodes ids={step.nodes} />
          </div>
        </div>
      </td>
      <td className={styles.output}>{translated(step.output)}</td>
      <td>
        <Parameters trainable={cost.trainable} frozen={cost.frozen} />
      </td>
      <td className={styles.number}>{cost.flops > 0 ? formatOperations(cost.flops) : '–'}</td>
      <td className={styles.number}>{cost.memory > 0 ? formatBytes(cost.memory) : '–'}</td>
      <td>
        <Outcome row={row} state={state} />
      </td>
      <td className={styles.number}>
        <Estimate row={row} state={state} />
      </td>
      <td className={styles.number}>
        <Measured row={row} state={state} />
      </td>
    </tr>
  );
});

/** The nodes that asked for a step; a click shows one on the canvas. */
function StepNodes({ ids }: { readonly ids: readonly string[] }) {
  const titles = useEditor(
    useShallow((state) =>
      ids.map((id) => {
        const node = state.history.present.nodes.find((candidate) => candidate.id === id);
        return node ? nodeTitle(node) : id;
      }),
    ),
  );
  return (
    <div className={styles.nodes}>
      {ids.map((id, place) => (
        <button key={id} type="button" title={t('Show this node')} onClick={() => focusNode(id)}>
          {titles[place]}
        </button>
      ))}
    </div>
  );
}

function Parameters({ trainable, frozen }: { readonly trainable: number; readonly frozen: number }) {
  if (trainable + frozen === 0) return <>–</>;
  return (
    <div className={styles.parameters}>
      {trainable > 0 && (
        <span className={styles.trained}>
          {t('{trainable} trained', { trainable: formatParameters(trainable) })}
        </span>
      )}
      {frozen > 0 && (
        <span className={styles.frozen}>{t('{frozen} frozen', { frozen: formatParameters(frozen) })}</span>
      )}
    </div>
  );
}

interface CellProps {
  readonly row: PlanRow;
  readonly state: StepState | undefined;
}

const STATUS: Partial<Record<StepState['status'], string>> = {
  running: t('running'),
  failed: t('failed'),
  blocked: t('not run'),
  cancelled: t('cancelled'),
  paused: t('paused'),
};

/** Whether the result is there, and if not, how the step stands. */
function Outcome({ row: { step, need, kept }, state }: CellProps) {
  const runs = useEditor(({ run }) => run.status === 'running');
  const status = state && STATUS[state.status];
  if (status) return <span className={styles.status}>{status}</span>;
  if (kept === 'stored') return <span className={styles.kept}>{t('stored')}</span>;
  if (kept === 'memory') {
    return (
      <span className={styles.kept} title={t('Kept until the page is closed, and not stored')}>
        {t('in memory')}
      </span>
    );
  }
  if (need === 'skip') {
    return (
      <span className={styles.quiet} title={t('Only results that are kept would read it')}>
        {t('not needed')}
      </span>
    );
  }
  if (runs && state?.status === 'done') return <span className={styles.quiet}>{t('done')}</span>;
  if (!runsAlways(step)) return <span className={styles.quiet}>{t('to do')}</span>;
  return (
    <span className={styles.quiet} title={t('Only describes samples: quicker to do again than to store')}>
      {t('every run')}
    </span>
  );
}

function Estimate({ row, state }: CellProps) {
  const shown = usePlanning(({ foreseen }) => shownEstimate(row, state, foreseen));
  return <>{shown ? formatEstimate(shown) : '–'}</>;
}

/** The time that the step took, or is still to take. */
function Measured({ row: { estimate }, state }: CellProps) {
  if (state?.status === 'done' && state.ms !== undefined) return <>{formatMeasured(state.ms)}</>;
  if (state?.status !== 'running') return <>–</>;
  const left = stepTimeLeft(state, () => estimate?.ms ?? 0);
  return (
    <div className={styles.progress}>
      {t('{left} left', { left: formatDuration(left) })}
      <div className={styles.bar} aria-hidden>
        <div style={{ width: `${(stepFraction(state) ?? 0) * 100}%` }} />
      </div>
    </div>
  );
}
