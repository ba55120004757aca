import { formatDuration } from '../../format/duration';
import { formatBytes, formatCount } from '../../format/numbers';
import { t, translated } from '../../language/t';
import { STEP_KINDS, stepPart } from '../../plan/step-kinds';
import { useNodeSteps } from '../../store/node-hooks';
import type { StepState } from '../../store/run-state';
import shared from '../shared.module.css';
import styles from './node-steps.module.css';

/** What a run does for this node: each step, what comes of it, and how the last run of it went. */
export function NodeSteps({ nodeId }: { readonly nodeId: string }) {
  const steps = useNodeSteps(nodeId);
  if (steps.length === 0) return null;
  const takesMemory = steps.some(({ step }) => step.cost.bytes > 0);
  return (
    <section>
      <h3 className={shared.heading}>{t('What a run does here')}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('Step')}</th>
            <th>{t('Gives')}</th>
            {takesMemory && <th>{t('Memory')}</th>}
            <th>{t('Last run')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ step, state }) => (
            <tr key={step.id}>
              <td>
                {STEP_KINDS[step.op].label}
                {stepPart(step) && <span className={styles.quiet}> · {stepPart(step)}</span>}
              </td>
              <td>{translated(step.output)}</td>
              {takesMemory && <td>{step.cost.bytes > 0 ? formatBytes(step.cost.bytes) : '–'}</td>}
              <td>{outcome(state)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {[...new Set(steps.flatMap(({ step }) => step.notes.map(({ text }) => text)))].map((note) => (
        <p key={note} className={styles.note}>
          {translated(note)}
        </p>
      ))}
    </section>
  );
}

/** How a step went, in a few words. */
function outcome(state: StepState | undefined): string {
  if (!state) return t('not run yet');
  switch (state.status) {
    case 'queued':
      return 'waiting';
    case 'running':
      return state.progress
        ? t('{done} of {total}', {
            done: formatCount(state.progress.done),
            total: formatCount(state.progress.total),
          })
        : 'running';
    case 'cached':
      return t('kept from before');
    case 'done':
      return [formatDuration(state.ms ?? 0), embedRate(state)].filter(Boolean).join(' · ');
    default:
      return state.status;
  }
}

const embedRate = ({ result }: StepState): string =>
  result?.op === 'embed'
    ? t('{rate} images a second', { rate: formatCount(Math.round(result.embed.rate)) })
    : '';
