import { Gauge } from 'lucide-react';
import type { EvaluationReport } from '../../../worker/api';
import { formatCount, formatLoss, formatPercent } from '../../format/numbers';
import { useNodeRun } from '../../store/node-hooks';
import { FigureRow } from '../figure-row';
import { NoResult } from '../no-result';
import { Outdated } from '../outdated';
import shared from '../shared.module.css';
import { ClassTable } from './class-table';
import { ConfusionMatrix } from './confusion-matrix';
import styles from './evaluate-view.module.css';
import { Mistakes } from './mistakes';
import { ReliabilityDiagram } from './reliability-diagram';

const PARTS = { train: 'training', val: 'validation', test: 'test' } as const;

/** Everything that an evaluation measured. */
export function EvaluateView({ nodeId }: { readonly nodeId: string }) {
  const { result, outdated } = useNodeRun(nodeId);
  const report = result?.result?.op === 'evaluate' ? result.result.report : undefined;
  if (!report) {
    return (
      <NoResult nodeId={nodeId} icon={Gauge} title="Not evaluated yet">
        Press Run: accuracy, confusion matrix and the worst mistakes will be shown here.
      </NoResult>
    );
  }
  const names = report.classes.map((item) => item.name);
  return (
    <div className={styles.view}>
      {outdated && <Outdated />}
      <Headline report={report} />
      <div className={styles.columns}>
        <section>
          <h3 className={shared.heading}>Confusion matrix</h3>
          <ConfusionMatrix confusion={report.confusion} names={names} />
        </section>
        <section>
          <h3 className={shared.heading}>By class</h3>
          <ClassTable classes={report.classes} />
        </section>
        <section>
          <h3 className={shared.heading}>Reliability</h3>
          <ReliabilityDiagram bins={report.calibration} />
        </section>
      </div>
      <section>
        <h3 className={shared.heading}>Most wrong</h3>
        <Mistakes mistakes={report.mistakes} names={names} />
      </section>
    </div>
  );
}

function Headline({ report }: { readonly report: EvaluationReport }) {
  const [low, high] = report.accuracyInterval;
  const gain = report.accuracy - report.majorityBaseline;
  return (
    <div className={styles.headline}>
      <div>
        <p className={styles.accuracy}>{formatPercent(report.accuracy)}</p>
        <p className={styles.accuracyNote}>
          accuracy on {formatCount(report.samples)} {PARTS[report.part]} images
        </p>
        <div className={styles.scale} aria-hidden>
          <i className={styles.interval} style={{ left: `${low * 100}%`, right: `${(1 - high) * 100}%` }} />
          <i className={styles.baseline} style={{ left: `${report.majorityBaseline * 100}%` }} />
          <i className={styles.point} style={{ left: `${report.accuracy * 100}%` }} />
        </div>
      </div>
      <FigureRow
        figures={[
          {
            label: '95 % interval',
            value: `${formatPercent(low, 0)} – ${formatPercent(high, 0)}`,
            help: 'Wilson score interval: where the true accuracy probably lies, given so many images.',
          },
          {
            label: 'Always the same answer',
            value: formatPercent(report.majorityBaseline, 0),
            note: gain > 0 ? `${Math.round(gain * 100)} points better` : 'no better',
            help: 'Accuracy of always answering the most frequent class of the training part.',
          },
          {
            label: 'Balanced accuracy',
            value: formatPercent(report.balancedAccuracy),
            help: 'Mean recall over the classes.',
          },
          {
            label: 'Log loss',
            value: formatLoss(report.logLoss),
            help: 'Mean negative log-likelihood, in nats. Lower is better.',
          },
          {
            label: 'Calibration error',
            value: formatPercent(report.calibrationError),
            help: 'Mean gap between confidence and accuracy, over 15 bins. Lower is better.',
          },
        ]}
      />
    </div>
  );
}
