import { t } from '../../language/t';
import { MatrixCanvas } from '../../results/evaluate/matrix-canvas';
import styles from './visuals.module.css';

const SIDE = 72;
/** Of more classes a cell is hardly a pixel. */
const MOST_DRAWN = 24;
const LABEL = t('Confusion matrix, small');

/** A confusion matrix as colours only: right ones green, mistakes red, by their share of the row. */
export function MiniConfusion({ confusion }: { readonly confusion: readonly (readonly number[])[] }) {
  const size = confusion.length;
  if (size > MOST_DRAWN) {
    return <MatrixCanvas className={styles.confusion} confusion={confusion} side={SIDE} label={LABEL} />;
  }
  const cell = SIDE / Math.max(1, size);
  const gap = size > 12 ? 0 : Math.min(2, cell * 0.12);
  return (
    <svg className={styles.confusion} viewBox={`0 0 ${SIDE} ${SIDE}`} role="img" aria-label={LABEL}>
      {confusion.flatMap((row, truth) => {
        const total = row.reduce((sum, count) => sum + count, 0);
        return row.map((count, predicted) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
            key={`${truth} ${predicted}`}
            x={predicted * cell + gap / 2}
            y={truth * cell + gap / 2}
            width={cell - gap}
            height={cell - gap}
            rx={size > 12 ? 0 : 2}
            fill={truth === predicted ? 'var(--accent)' : 'var(--danger)'}
            fillOpacity={total === 0 ? 0.07 : 0.08 + 0.92 * (count / total)}
          />
        ));
      })}
    </svg>
  );
}
