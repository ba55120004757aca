import { Gauge } from 'lucide-react';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import type { EvaluationReport } from '../../../worker/api';
import { isStill } from '../../design/motion';
import { ExportMenu } from '../../export/export-menu';
import { pageFigure } from '../../export/page-figure';
import { formatCount, formatLoss, formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import { Later } from '../../loading/later';
import { useNodeRun } from '../../store/node-hooks';
import { useEvaluatedSource } from '../explain/use-evaluated-source';
import { useExplainSample } from '../explain/use-explain-sample';
import { FigureRow } from '../figure-row';
import { NoResult } from '../no-result';
import { Outdated } from '../outdated';
import type { SampleFilter } from '../samples/sample-rows';
import { SampleSection } from '../samples/sample-section';
import { SectionHead } from '../section-head';
import { ClassTable } from './class-table';
import { ConfusionMatrix } from './confusion-matrix';
import { calibrationTable, classTable, confusionTable, matrixFigure } from './evaluate-export';
import styles from './evaluate-view.module.css';
import { Mistakes } from './mistakes';
import { ReliabilityDiagram } from './reliability-diagram';
import type { Cell } from './use-active-cell';

const MapSection = lazy(() => import('../map/map-section'));

const accuracyOn = (part: EvaluationReport['part'], images: string): string =>
  ({
    train: t('accuracy on {images} training images', { images }),
    val: t('accuracy on {images} validation images', { images }),
    test: t('accuracy on {images} test images', { images }),
  })[part];

/** Everything that an evaluation measured. */
export function EvaluateView({ nodeId }: { readonly nodeId: string }) {
  const { result, outdated } = useNodeRun(nodeId);
  const report = result?.result?.op === 'evaluate' ? result.result.report : undefined;
  if (!report) {
    return (
      <NoResult nodeId={nodeId} icon={Gauge} title={t('Not evaluated yet')}>
        {t('Press Run: accuracy, confusion matrix and the worst mistakes will be shown here.')}
      </NoResult>
    );
  }
  return (
    <div className={styles.view}>
      {outdated && <Outdated />}
      <Report report={report} stepKey={result?.key ?? ''} />
    </div>
  );
}

const EVERY_SAMPLE: SampleFilter = { answers: 'all' };

interface ReportProps {
  readonly report: EvaluationReport;
  /** The content key of the evaluate step. */
  readonly stepKey: string;
}

function Report({ report, stepKey }: ReportProps) {
  const source = useEvaluatedSource(stepKey);
  const explain = useExplainSample(report.answers, source);
  const names = useMemo(() => report.classes.map((item) => item.name), [report]);
  const [filter, setFilter] = useState(EVERY_SAMPLE);
  const samples = useRef<HTMLDivElement>(null);
  const matrix = useRef<HTMLDivElement>(null);
  const reliability = useRef<HTMLDivElement>(null);
  const showCell = ({ truth, predicted }: Cell) => {
    setFilter({ answers: 'all', truth, predicted });
    samples.current?.scrollIntoView({ block: 'start', behavior: isStill() ? 'auto' : 'smooth' });
  };
  return (
    <>
      <Headline report={report} />
      <Later>
        <div className={styles.columns}>
          <section ref={matrix}>
            <SectionHead title={t('Confusion matrix')}>
              <ExportMenu
                name={t('Confusion matrix')}
                figure={() => matrixFigure(matrix.current, report.confusion, names)}
                table={() => confusionTable(report.confusion, names)}
              />
            </SectionHead>
            <ConfusionMatrix confusion={report.confusion} names={names} onPick={showCell} />
          </section>
          <section>
            <SectionHead title={t('By class')}>
              <ExportMenu name={t('Classes')} table={() => classTable(report.classes)} />
            </SectionHead>
            <ClassTable classes={report.classes} />
          </section>
          <section ref={reliability}>
            <SectionHead title={t('Reliability')}>
              <ExportMenu
                name={t('Reliability')}
                figure={() => pageFigure(reliability.current)}
                table={() => calibrationTable(report.calibration)}
              />
            </SectionHead>
            <ReliabilityDiagram bins={report.calibration} />
          </section>
        </div>
        <Later>
          <Suspense>
            <MapSection report={report} names={names} stepKey={stepKey} source={source} onExplain={explain} />
          </Suspense>
          <section>
            <SectionHead title={t('Most wrong')} />
            <Mistakes mistakes={report.mistakes} names={names} onExplain={explain} />
          </section>
          <div ref={samples}>
            <SampleSection
              report={report}
              names={names}
              filter={filter}
              onFilter={setFilter}
              onExplain={explain}
            />
          </div>
        </Later>
      </Later>
    </>
  );
}

function Headline({ report }: { readonly report: EvaluationReport }) {
  const [low, high] = report.accuracyInterval;
  const gain = report.accuracy - report.majorityBaseline;
  return (
    <div className={styles.headline}>
      <div>
        <p className={styles.accuracy}>{formatPercent(report.accuracy)}</p>
        <p className={styles.accuracyNote}>{accuracyOn(report.part, formatCount(report.samples))}</p>
        <div className={styles.scale} aria-hidden>
          <i className={styles.interval} style={{ left: `${low * 100}%`, right: `${(1 - high) * 100}%` }} />
          <i className={styles.baseline} style={{ left: `${report.majorityBaseline * 100}%` }} />
          <i className={styles.point} style={{ left: `${report.accuracy * 100}%` }} />
        </div>
      </div>
      <FigureRow
        figures={[
          {
            label: t('95 % interval'),
            value: `${formatPercent(low, 0)} – ${formatPercent(high, 0)}`,
            help: t('Wilson score interval: where the true accuracy probably lies, given so many images.'),
          },
          {
            label: t('Always the same answer'),
            value: formatPercent(report.majorityBaseline, 0),
            note: gain > 0 ? t('{points} points better', { points: Math.round(gain * 100) }) : t('no better'),
            help: t('Accuracy of always answering the most frequent class of the training part.'),
          },
          {
            label: t('Balanced accuracy'),
            value: formatPercent(report.balancedAccuracy),
            help: t('Mean recall over the classes.'),
          },
          {
            label: t('Log loss'),
            value: formatLoss(report.logLoss),
            help: t('Mean negative log-likelihood, in nats. Lower is better.'),
          },
          {
            label: t('Calibration error'),
            value: formatPercent(report.calibrationError),
            help: t('Mean gap between confidence and accuracy, over 15 bins. Lower is better.'),
          },
        ]}
      />
    </div>
  );
}
