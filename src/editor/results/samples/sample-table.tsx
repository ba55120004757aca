import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { SamplePicture } from '../../data/sample-picture';
import { formatLoss, formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import { RowSpace } from '../row-space';
import { useRowWindow } from '../use-row-window';
import type { SampleColumn, SampleRow } from './sample-rows';
import styles from './sample-section.module.css';

interface SampleTableProps {
  readonly dataset: string;
  readonly rows: readonly SampleRow[];
  readonly names: readonly string[];
  readonly sort: { readonly column: SampleColumn; readonly down: boolean };
  readonly onSort: (sort: SampleTableProps['sort']) => void;
  readonly selected: string;
  readonly onSelect: (sample: string) => void;
}

interface Column {
  readonly id: SampleColumn;
  readonly label: string;
  readonly help: string;
  /** The first click sorts the largest to the top. */
  readonly largestFirst?: boolean;
}

const COLUMNS: readonly Column[] = [
  { id: 'sample', label: t('Sample'), help: t('Sort by name') },
  { id: 'truth', label: t('True class'), help: t('Sort by what it is') },
  { id: 'predicted', label: t('Predicted'), help: t('Sort by what it was taken for') },
  {
    id: 'confidence',
    label: t('Confidence'),
    help: t('Probability of the predicted class'),
    largestFirst: true,
  },
  {
    id: 'loss',
    label: t('Loss'),
    help: t('Negative log-likelihood of the true class, in nats: how much this sample costs'),
    largestFirst: true,
  },
];

/** The stylesheet gives rows this height, in pixels. */
const ROW_HEIGHT = 44;

/** The rows that are on the screen, of however many; arrow keys walk through all. */
export function SampleTable(props: SampleTableProps) {
  const { dataset, rows, names, sort, onSort, selected, onSelect } = props;
  const { scroller, from, to, before, behind, reveal } = useRowWindow(rows.length, ROW_HEIGHT);
  const sortBy = ({ id, largestFirst = false }: Column) =>
    onSort({ column: id, down: sort.column === id ? !sort.down : largestFirst });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const place = rows.findIndex(({ sample }) => sample === selected) + step;
    const next = rows[place];
    if (step === 0 || !next) return;
    event.preventDefault();
    onSelect(next.sample);
    reveal(place);
  };
  return (
    <section
      ref={scroller}
      className={styles.scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard
      tabIndex={0}
      aria-label={t('Samples: arrow keys choose one')}
      onKeyDown={onKeyDown}
    >
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th aria-label={t('Picture')} />
            {COLUMNS.map((column) => (
              <th
                key={column.id}
                data-number={column.largestFirst}
                aria-sort={sort.column !== column.id ? 'none' : sort.down ? 'descending' : 'ascending'}
              >
                <button type="button" title={column.help} onClick={() => sortBy(column)}>
                  {column.label}
                  {sort.column === column.id &&
                    (sort.down ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <RowSpace height={before} columns={COLUMNS.length + 1} />
          {rows.slice(from, to).map((row) => (
            <tr
              key={row.sample}
              data-selected={row.sample === selected}
              data-wrong={!row.isRight}
              onClick={() => onSelect(row.sample)}
            >
              <td className={styles.picture}>
                <SamplePicture dataset={dataset} sample={row.sample} alt={names[row.truth] ?? ''} />
              </td>
              <td title={row.sample}>{row.sample}</td>
              <td title={names[row.truth]}>{names[row.truth]}</td>
              <td title={names[row.predicted]} className={styles.predicted}>
                {names[row.predicted]}
              </td>
              <td data-number>
                <span className={styles.meter} aria-hidden>
                  <i style={{ width: `${row.confidence * 100}%` }} />
                </span>
                <span className={styles.share}>{formatPercent(row.confidence, 0)}</span>
              </td>
              <td data-number>{formatLoss(row.loss)}</td>
            </tr>
          ))}
          <RowSpace height={behind} columns={COLUMNS.length + 1} />
        </tbody>
      </table>
    </section>
  );
}
