import { formatCount, formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import type { ClassNeighbours } from './class-neighbours';
import styles from './map.module.css';

interface NeighboursTableProps {
  readonly rows: readonly ClassNeighbours[];
  readonly names: readonly string[];
  /** How many nearest images were counted for each. */
  readonly nearest: number;
}

/** The map in words: which classes keep to themselves, and which mix. */
export function NeighboursTable({ rows, names, nearest }: NeighboursTableProps) {
  return (
    <div className={styles.tableScroll}>
      <table className={styles.table}>
        <caption>
          {t(
            'Of the {nearest} images nearest to each, by all that the network sees of them and not by the drawing',
            { nearest },
          )}
        </caption>
        <thead>
          <tr>
            <th>{t('Class')}</th>
            <th>{t('Images')}</th>
            <th>{t('Of the same class')}</th>
            <th>{t('Most of the others')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, points, own, other }) => (
            <tr key={label}>
              <td title={names[label]}>{names[label]}</td>
              <td>{formatCount(points)}</td>
              <td>{formatPercent(own, 0)}</td>
              <td>{other ? `${names[other.label]}, ${formatPercent(other.share, 0)}` : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
