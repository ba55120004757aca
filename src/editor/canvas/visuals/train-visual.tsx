import { formatLoss, formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import { useNodeRun } from '../../store/node-hooks';
import type { StepState } from '../../store/run-state';
import { NetworkBar } from './network-bar';
import { Sparkline } from './sparkline';
import type { VisualProps } from './visual-of';
import styles from './visuals.module.css';

/** The loss curves so far, and where training is. */
export function TrainVisual({ nodeId }: VisualProps) {
  const { result, active, outdated } = useNodeRun(nodeId);
  const history = result?.history ?? [];
  const last = history.at(-1);
  if (!last) {
    return (
      <>
        {active && <p className={styles.quiet}>{beginning(active)}</p>}
        <NetworkBar nodeId={nodeId} />
      </>
    );
  }
  const planned =
    result?.result?.op === 'fit' ? result.result.fit.epochsPlanned : (result?.epochs ?? last.epoch);
  return (
    <>
      <div className={styles.train} data-outdated={outdated}>
        <Sparkline
          label={t('Loss by epoch')}
          length={planned}
          series={[
            { values: history.map((epoch) => epoch.loss), color: 'var(--curve-train)' },
            { values: history.map((epoch) => epoch.valLoss ?? Number.NaN), color: 'var(--curve-val)' },
          ]}
        />
        <p className={styles.caption}>
          <span>
            <b>{last.epoch}</b> {t('of {planned}', { planned })}
          </span>
          <span>
            {t('loss')} <b>{formatLoss(last.valLoss ?? last.loss)}</b>
          </span>
          <span>
            <b>{formatPercent(last.valAccuracy ?? last.accuracy, 0)}</b>
          </span>
        </p>
      </div>
      <NetworkBar nodeId={nodeId} />
    </>
  );
}

/** What goes on before the first epoch is over. */
function beginning({ op, batch }: StepState): string {
  if (op === 'embed') return t('Computing features…');
  return batch
    ? t('Batch {batch} of {batches}, loss {loss}', {
        batch: batch.batch,
        batches: batch.batches,
        loss: formatLoss(batch.loss),
      })
    : t('Preparing…');
}
