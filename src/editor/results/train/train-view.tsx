import { ChartSpline } from 'lucide-react';
import { formatDuration } from '../../format/duration';
import { formatCount, formatLoss, formatPercent, formatRate } from '../../format/numbers';
import { t } from '../../language/t';
import { useNodeRun } from '../../store/node-hooks';
import type { StepState } from '../../store/run-state';
import { type Figure, FigureRow } from '../figure-row';
import { Failure, NoResult } from '../no-result';
import { Outdated } from '../outdated';
import shared from '../shared.module.css';
import { Curves } from './curves-view';
import { SaveTrained } from './save-trained';
import styles from './train-view.module.css';

/** Loss and accuracy as they come, and the key figures of the training. */
export function TrainView({ nodeId }: { readonly nodeId: string }) {
  const { result, active, outdated, status, problems } = useNodeRun(nodeId);
  const fit = result?.op === 'fit' ? result : undefined;
  const history = fit?.history;
  if (!fit || ((history?.length ?? 0) === 0 && fit.status !== 'running')) {
    return (
      <NoResult
        nodeId={nodeId}
        icon={ChartSpline}
        title={active ? t('Preparing the training…') : t('Not trained yet')}
      >
        {t('Press Run: loss and accuracy will be drawn here while it trains.')}
      </NoResult>
    );
  }
  return (
    <div className={styles.view}>
      {outdated && <Outdated />}
      {status === 'failed' && <Failure problems={problems} />}
      {fit.status === 'cancelled' && (
        <p className={shared.outdated}>
          {t('Cancelled: the network of these epochs was not kept. Press Run again.')}
        </p>
      )}
      <Curves
        nodeId={nodeId}
        fit={fit}
        figures={<FigureRow figures={figuresOf(fit)} />}
        action={fit.result && <SaveTrained nodeId={nodeId} outdated={outdated} />}
      />
    </div>
  );
}

function figuresOf(step: StepState): readonly Figure[] {
  const last = step.history.at(-1);
  const summary = step.result?.op === 'fit' ? step.result.fit : undefined;
  if (summary) {
    const best = summary.history[summary.bestEpoch - 1];
    return [
      {
        label: t('Best epoch'),
        value: t('{bestEpoch} of {length}', { bestEpoch: summary.bestEpoch, length: summary.history.length }),
        note: summary.stoppedEarly ? t('stopped early') : undefined,
      },
      ...(best?.valAccuracy === undefined
        ? []
        : [{ label: t('Validation accuracy'), value: formatPercent(best.valAccuracy) }]),
      ...(best?.valLoss === undefined
        ? []
        : [{ label: t('Validation loss'), value: formatLoss(best.valLoss) }]),
      { label: t('Trained on'), value: formatCount(summary.trainSamples), note: t('images') },
      {
        label: t('Trainable'),
        value: formatCount(summary.trainableParams),
        note: t('parameters'),
      },
      ...(step.ms === undefined ? [] : [{ label: t('Time'), value: formatDuration(step.ms) }]),
    ];
  }
  const { batch, progress } = step;
  return [
    {
      label: t('Epoch'),
      value: t('{epoch} of {epochs}', {
        epoch: batch?.epoch ?? last?.epoch ?? 1,
        epochs: step.epochs ?? '…',
      }),
    },
    ...(batch
      ? [
          {
            label: t('Batch'),
            value: t('{batch} of {batches}', { batch: batch.batch, batches: batch.batches }),
          },
        ]
      : []),
    ...(batch ? [{ label: t('Loss'), value: formatLoss(batch.loss) }] : []),
    { label: t('Learning rate'), value: formatRate(batch?.learningRate ?? last?.learningRate ?? 0) },
    ...(last?.valAccuracy === undefined
      ? []
      : [{ label: t('Validation accuracy'), value: formatPercent(last.valAccuracy) }]),
    ...(progress && Number.isFinite(progress.secondsLeft)
      ? [{ label: t('Time left'), value: formatDuration(progress.secondsLeft * 1000) }]
      : []),
  ];
}
