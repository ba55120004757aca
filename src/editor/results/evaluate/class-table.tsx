import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ClassMetrics } from '../../../worker/api';
import { formatCount, formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import { nameWidth } from '../name-width';
import { RowSpace } from '../row-space';
import { useRowWindow } from '../use-row-window';
import styles from './evaluate-view.module.css';
import { type ClassColumn, sortClasses } from './sort-classes';

const COLUMNS: readonly { readonly id: ClassColumn; readonly label: string; readonly help: string }[] = [
  { id: 'name', label: t('Class'), help: t('Sort by name') },
  { id: 'precision', label: t('Precision'), help: t('Of those called so, how many are') },
  { id: 'recall', label: t('Recall'), help: t('Of those that are, how many were found') },
  { id: 'f1', label: 'F1', help: t('Harmonic mean of precision and recall') },
  { id: 'support', label: t('Images'), help: t('Images of this class') },
];

const NAME_PIXELS = 150;

/** Precision, recall and F1 of each class, sortable. */
export function ClassTable({ classes }: { readonly classes: readonly ClassMetrics[] }) {
  const [column, setColumn] = useState<ClassColumn>();
  const [down, setDown] = useState(false);
  const rows = useMemo(
    () => (column ? sortClasses(classes, column, down) : classes),
    [classes, column, down],
  );
  const nameColumn = useMemo(
    () =>
      nameWidth(
        classes.map(({ name }) => name),
        NAME_PIXELS,
      ),
    [classes],
  );
  const { scroller, from, to, before, behind } = useRowWindow(rows.length);
  const sort = (id: ClassColumn) => {
    setDown(column === id ? !down : false);
    setColumn(id);
  };
  return (
    <div ref={scroller} className={styles.tableScroll}>
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {COLUMNS.map(({ id, label, help }) => (
              <th
                key={id}
                style={id === 'name' ? { minWidth: nameColumn } : undefined}
                aria-sort={column === id ? (down ? 'descending' : 'ascending') : 'none'}
              >
                <button type="button" title={help} onClick={() => sort(id)}>
                  {label}
                  {column === id &&
                    (down ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <RowSpace height={before} columns={COLUMNS.length} />
          {rows.slice(from, to).map((item) => (
            <tr key={item.name}>
              <td title={item.name}>{item.name}</td>
              <td>{formatPercent(item.precision, 0)}</td>
              <td>{formatPercent(item.recall, 0)}</td>
              <td>{formatPercent(item.f1, 0)}</td>
              <td>{formatCount(item.support)}</td>
            </tr>
          ))}
          <RowSpace height={behind} columns={COLUMNS.length} />
        </tbody>
      </table>
    </div>
  );
}
