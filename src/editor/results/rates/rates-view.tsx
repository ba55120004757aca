import { TrendingUp } from 'lucide-react';
import type { RangeTestSummary } from '../../../worker/api';
import { formatDuration } from '../../format/duration';
import { formatLoss, formatRate } from '../../format/numbers';
import { t } from '../../language/t';
import { useNodeRun } from '../../store/node-hooks';
import type { StepState } from '../../store/run-state';
import { type Figure, FigureRow } from '../figure-row';
import { NoResult } from '../no-result';
import { Outdated } from '../outdated';
import { RateChart } from './rate-chart';
import styles from './rates-view.module.css';
import { UseRate } from './use-rate';

/** The curve of a learning-rate range test, what it suggests, and a way to use that. */
export function RatesView({ nodeId }: { readonly nodeId: string }) {
  const { result, active, outdated } = useNodeRun(nodeId);
  const test = result?.result?.op === 'range-test' ? result.result.rangeTest : undefined;
  if (!result || !test) {
    const batch = active?.batch;
    return (
      <NoResult
        nodeId={nodeId}
        icon={TrendingUp}
        title={
          batch
            ? t('Batch {batch} of {batches}: trying a rate of {learningRate}…', {
                batch: batch.batch,
                batches: batch.batches,
                learningRate: formatRate(batch.learningRate),
              })
            : active
              ? t('Preparing the test…')
              : t('Not tested yet')
        }
      >
        {t('The loss over the learning rate will be drawn here, with a rate that suits this network.')}
      </NoResult>
    );
  }
  return (
    <div className={styles.view}>
      <div className={styles.about}>
        {outdated && <Outdated />}
        <FigureRow figures={figuresOf(test, result)} />
        <p className={styles.why}>{whyOf(test)}</p>
        {test.suggestion && <UseRate nodeId={nodeId} rate={test.suggestion.rate} />}
      </div>
      <RateChart test={test} />
    </div>
  );
}

function figuresOf(test: RangeTestSummary, { ms }: StepState): readonly Figure[] {
  const { suggestion, points, stepsPlanned } = test;
  const lowest = points.reduce((best, point) => (point.smoothed < best.smoothed ? point : best));
  return [
    { label: t('Suggested rate'), value: suggestion ? formatRate(suggestion.rate) : t('none') },
    {
      label: t('Lowest loss'),
      value: formatLoss(lowest.smoothed),
      note: t('at {rate}', { rate: formatRate(lowest.rate) }),
    },
    {
      label: t('Steps'),
      value:
        points.length === stepsPlanned
          ? String(points.length)
          : t('{length} of {stepsPlanned}', { length: points.length, stepsPlanned }),
    },
    ...(ms === undefined ? [] : [{ label: t('Time'), value: formatDuration(ms) }]),
  ];
}

function whyOf({ suggestion, steepest, diverged }: RangeTestSummary): string {
  if (!suggestion) {
    return diverged
      ? t(
          'The loss rose before it ever fell, so no rate can be suggested. Start from a lower rate, or look at the data and the head.',
        )
      : t(
          'The loss hardly fell at any of these rates, so none can be suggested. Raise the highest rate or the number of steps.',
        );
  }
  if (suggestion.by === 'minimum') {
    const fastest =
      steepest === undefined ? '' : t(' It fell fastest at {steepest}.', { steepest: formatRate(steepest) });
    return t(
      'A tenth of the rate at the lowest loss: that point is the edge, and beyond it training falls apart.{fastest}',
      { fastest },
    );
  }
  return t(
    'Where the loss fell fastest. It was still falling at the highest rate: raise that to see where training falls apart.',
  );
}
