import { useMemo, useState } from 'react';
import type { EvaluationReport } from '../../../worker/api';
import { Select } from '../../controls/select';
import { ExportMenu } from '../../export/export-menu';
import type { Table } from '../../export/table';
import { formatCount } from '../../format/numbers';
import { t } from '../../language/t';
import { SectionHead } from '../section-head';
import { SampleDetail } from './sample-detail';
import {
  filterRows,
  type SampleColumn,
  type SampleFilter,
  type SampleRow,
  sampleRows,
  sortRows,
} from './sample-rows';
import styles from './sample-section.module.css';
import { SampleTable } from './sample-table';

interface SampleSectionProps {
  readonly report: EvaluationReport;
  readonly names: readonly string[];
  readonly filter: SampleFilter;
  readonly onFilter: (filter: SampleFilter) => void;
  /** Asks why; absent where the network is not known any more. */
  readonly onExplain?: (sample: string) => void;
}

const ANSWERS = [
  { value: 'all', label: t('All answers') },
  { value: 'wrong', label: t('Wrong ones') },
  { value: 'right', label: t('Right ones') },
];
const ANY = 'any';

/** Every sample that was asked about, with its picture and the answer: to sort, to filter, to look at one. */
export function SampleSection({ report, names, filter, onFilter, onExplain }: SampleSectionProps) {
  const { answers } = report;
  const [sort, setSort] = useState<{ readonly column: SampleColumn; readonly down: boolean }>({
    column: 'loss',
    down: true,
  });
  const [selected, setSelected] = useState<string>();
  const all = useMemo(() => sampleRows(answers), [answers]);
  const rows = useMemo(
    () => sortRows(filterRows(all, filter), sort.column, sort.down, names),
    [all, filter, sort, names],
  );
  const shown = rows.find(({ sample }) => sample === selected) ?? rows[0];
  const classOptions = useMemo(
    () => [
      { value: ANY, label: t('Any class') },
      ...names.map((name, place) => ({ value: String(place), label: name })),
    ],
    [names],
  );
  const chooseClass = (which: 'truth' | 'predicted') => (value: string) =>
    onFilter({ ...filter, [which]: value === ANY ? undefined : Number(value) });
  return (
    <section className={styles.section} aria-label={t('Samples')}>
      <SectionHead title={t('Samples')}>
        <span className={styles.count}>
          {rows.length === all.length
            ? formatCount(all.length)
            : t('{shown} of {all}', { shown: formatCount(rows.length), all: formatCount(all.length) })}
        </span>
        <ExportMenu name={t('Samples')} table={() => sampleTable(rows, names)} />
      </SectionHead>
      <div className={styles.filters}>
        <Select
          label={t('Which answers')}
          value={filter.answers}
          options={ANSWERS}
          onChange={(value) => onFilter({ ...filter, answers: value as SampleFilter['answers'] })}
        />
        <span>{t('is')}</span>
        <Select
          label={t('True class')}
          value={filter.truth === undefined ? ANY : String(filter.truth)}
          options={classOptions}
          onChange={chooseClass('truth')}
        />
        <span>{t('taken for')}</span>
        <Select
          label={t('Predicted class')}
          value={filter.predicted === undefined ? ANY : String(filter.predicted)}
          options={classOptions}
          onChange={chooseClass('predicted')}
        />
      </div>
      {shown === undefined ? (
        <p className={styles.none}>{t('No sample is like that.')}</p>
      ) : (
        <div className={styles.split}>
          <SampleTable
            dataset={answers.dataset}
            rows={rows}
            names={names}
            sort={sort}
            onSort={setSort}
            selected={shown.sample}
            onSelect={setSelected}
          />
          <SampleDetail dataset={answers.dataset} row={shown} names={names} onExplain={onExplain} />
        </div>
      )}
    </section>
  );
}

const sampleTable = (rows: readonly SampleRow[], names: readonly string[]): Table => ({
  columns: [t('Sample'), t('True class'), t('Predicted class'), t('Right'), t('Confidence'), t('Loss')],
  rows: rows.map(({ sample, truth, predicted, isRight, confidence, loss }) => [
    sample,
    names[truth] ?? '',
    names[predicted] ?? '',
    isRight ? t('yes') : t('no'),
    confidence,
    loss,
  ]),
});
