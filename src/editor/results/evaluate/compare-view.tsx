import { Scale } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import type { GraphNode } from '../../../graph/document';
import type { EvaluationReport } from '../../../worker/api';
import { ExportMenu } from '../../export/export-menu';
import type { Table } from '../../export/table';
import { formatCount, formatLoss, formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import { useEditor } from '../../store/editor-store';
import { nodeTitle } from '../../store/node-hooks';
import { nodeRun } from '../../store/node-run';
import { EmptyResult } from '../empty-result';
import { SectionHead } from '../section-head';
import styles from './evaluate-view.module.css';

const COLUMNS: readonly {
  readonly label: string;
  readonly value: (report: EvaluationReport) => number;
  readonly show: (value: number) => string;
  readonly best: 'high' | 'low';
}[] = [
  { label: t('Accuracy'), value: (report) => report.accuracy, show: formatPercent, best: 'high' },
  { label: t('Balanced'), value: (report) => report.balancedAccuracy, show: formatPercent, best: 'high' },
  { label: t('Macro F1'), value: (report) => report.macroF1, show: formatPercent, best: 'high' },
  { label: t('Log loss'), value: (report) => report.logLoss, show: formatLoss, best: 'low' },
  {
    label: t('Calibration error'),
    value: (report) => report.calibrationError,
    show: formatPercent,
    best: 'low',
  },
];

/** All evaluations of the graph in one table; the best of each column stands out. */
export function CompareView() {
  const nodes = useEditor(
    useShallow((state) => state.history.present.nodes.filter((node) => node.kind === 'evaluate')),
  );
  const steps = useEditor(
    useShallow((state) => nodes.map((node) => nodeRun(state.run, state.analysis?.plan, node.id).result)),
  );
  const rows = nodes.flatMap((node, place) => {
    const result = steps[place]?.result;
    return result?.op === 'evaluate' ? [{ node, report: result.report }] : [];
  });
  if (rows.length === 0) {
    return (
      <EmptyResult icon={Scale} title={t('Nothing to compare yet')}>
        {t('Press Run: all evaluations of this graph will stand side by side.')}
      </EmptyResult>
    );
  }
  const bestOf = ({ value, best }: (typeof COLUMNS)[number]) =>
    Math[best === 'high' ? 'max' : 'min'](...rows.map(({ report }) => value(report)));
  return (
    <div className={styles.compare}>
      <SectionHead title={t('Evaluations')}>
        <ExportMenu name={t('Evaluations')} table={() => compareTable(rows)} />
      </SectionHead>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('Evaluation')}</th>
            {COLUMNS.map(({ label }) => (
              <th key={label}>{label}</th>
            ))}
            <th>{t('95 % interval of accuracy')}</th>
            <th>{t('Images')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ node, report }) => (
            <tr key={node.id}>
              <td>{nodeTitle(node)}</td>
              {COLUMNS.map((column) => (
                <td
                  key={column.label}
                  className={
                    rows.length > 1 && column.value(report) === bestOf(column) ? styles.best : undefined
                  }
                >
                  {column.show(column.value(report))}
                </td>
              ))}
              <td>
                <span className={styles.compareRange}>
                  {formatPercent(report.accuracyInterval[0], 0)} –{' '}
                  {formatPercent(report.accuracyInterval[1], 0)}
                </span>
                <span className={styles.compareScale}>
                  <i
                    style={{
                      left: `${report.accuracyInterval[0] * 100}%`,
                      right: `${(1 - report.accuracyInterval[1]) * 100}%`,
                    }}
                  />
                  <b style={{ left: `${report.accuracy * 100}%` }} />
                </span>
              </td>
              <td>{formatCount(report.samples)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const compareTable = (
  rows: readonly { readonly node: GraphNode; readonly report: EvaluationReport }[],
): Table => ({
  columns: [
    t('Evaluation'),
    ...COLUMNS.map(({ label }) => label),
    t('Interval from'),
    t('Interval to'),
    t('Images'),
  ],
  rows: rows.map(({ node, report }) => [
    nodeTitle(node),
    ...COLUMNS.map(({ value }) => value(report)),
    ...report.accuracyInterval,
    report.samples,
  ]),
});
