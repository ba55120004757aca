import { Compass, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { AdviceSummary } from '../../../worker/api';
import { ExportMenu } from '../../export/export-menu';
import { formatDuration } from '../../format/duration';
import { formatCount, formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import { useNodeRun } from '../../store/node-hooks';
import type { StepState } from '../../store/run-state';
import { type Figure, FigureRow } from '../figure-row';
import { NoResult } from '../no-result';
import { Outdated } from '../outdated';
import { SectionHead } from '../section-head';
import { adviceTable } from './advice-export';
import { AdviceTable } from './advice-table';
import styles from './advice-view.module.css';
import { UseBackbone } from './use-backbone';
import { nameOf, verdictOf } from './verdict';

/** Which backbone and cut suit the data, how sure that is, and a way to use it. */
export function AdviceView({ nodeId }: { readonly nodeId: string }) {
  const { result, active, outdated } = useNodeRun(nodeId);
  const [selected, setSelected] = useState(0);
  const advice = result?.result?.op === 'advise' ? result.result.advice : undefined;
  const candidate = advice?.candidates[selected] ?? advice?.candidates[0];
  if (!result || !advice || !candidate) {
    return (
      <NoResult
        nodeId={nodeId}
        icon={Compass}
        title={active ? t('Looking at the images…') : t('Not compared yet')}
      >
        {t('Backbones and cuts will be ranked here by how well their features keep your classes apart.')}
      </NoResult>
    );
  }
  const { confidence, agreement, warning } = verdictOf(advice);
  const place = advice.candidates.indexOf(candidate);
  return (
    <div className={styles.view}>
      <div className={styles.about}>
        {outdated && <Outdated />}
        <div>
          <p className={styles.rank}>
            {place === 0 ? t('Best for these images') : t('Number {place}', { place: place + 1 })}
          </p>
          <p className={styles.name}>{nameOf(candidate)}</p>
        </div>
        <UseBackbone nodeId={nodeId} candidate={candidate} />
        <p className={styles.why}>
          {place === 0
            ? [confidence, agreement].filter(Boolean).join(' ')
            : t('The first is better in {firstIsBetter} of the draws.', {
                firstIsBetter: formatPercent(candidate.firstIsBetter, 0),
              })}
        </p>
        {warning && (
          <p className={styles.warning}>
            <TriangleAlert size={14} aria-hidden />
            {warning}
          </p>
        )}
        <FigureRow figures={figuresOf(advice, result)} />
      </div>
      <div className={styles.ranking}>
        <SectionHead title={t('Ranking')}>
          <ExportMenu name={t('Advice')} table={() => adviceTable(advice)} />
        </SectionHead>
        <AdviceTable advice={advice} selected={place} onSelect={setSelected} />
      </div>
    </div>
  );
}

const figuresOf = (advice: AdviceSummary, { ms }: StepState): readonly Figure[] => [
  { label: t('Images'), value: formatCount(advice.samples), help: t('Training images that were looked at.') },
  {
    label: t('From scratch'),
    value: formatPercent(advice.scratch, 0),
    help: t(
      'What a small network reaches that is trained from scratch on these images, each asked about by a training without it.',
    ),
  },
  {
    label: t('Always the same answer'),
    value: formatPercent(advice.majorityBaseline, 0),
    help: t('Accuracy of always answering the most frequent class.'),
  },
  ...(ms === undefined
    ? []
    : [{ label: t('Time'), value: formatDuration(ms), help: t('Of the comparison, features aside.') }]),
];
