import { type MouseEvent, useMemo } from 'react';
import { formatCount } from '../../format/numbers';
import { t } from '../../language/t';
import { topConfusions } from './confusions';
import styles from './evaluate-view.module.css';
import { MatrixCanvas } from './matrix-canvas';
import { describeCell } from './matrix-layout';
import { type Cell, useActiveCell } from './use-active-cell';

interface DenseMatrixProps {
  /** Rows: truth; columns: prediction. */
  readonly confusion: readonly (readonly number[])[];
  readonly names: readonly string[];
  readonly onPick: (cell: Cell) => void;
}

const SIDE = 400;
const SMALLEST_CELL = 2;
const PAIRS = 8;

/**
 * The confusion matrix of many classes: a picture that answers the mouse and the arrow keys, and the
 * worst cells in words.
 */
export function DenseMatrix({ confusion, names, onPick }: DenseMatrixProps) {
  const size = names.length;
  // Whole pixels: cells of unequal size would look like a pattern in the data.
  const cell = Math.max(SMALLEST_CELL, Math.floor(SIDE / size));
  const side = cell * size;
  const { active, pointAt, handlers } = useActiveCell(size, onPick);
  const pairs = useMemo(() => topConfusions(confusion, PAIRS), [confusion]);
  const onMouseMove = (event: MouseEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    pointAt(Math.floor((event.clientY - top) / cell), Math.floor((event.clientX - left) / cell));
  };
  const at = (place: number) => (place + 0.5) * cell;
  return (
    <div>
      <p className={styles.denseAxis}>{t('rows: true class · columns: predicted')}</p>
      <div className={styles.denseScroll}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the handlers have Enter */}
        <div
          className={styles.dense}
          style={{ width: side, height: side }}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk through the cells
          tabIndex={0}
          role="img"
          aria-label={t(
            'Confusion matrix: rows are the true class, columns the prediction. Use the arrow keys; Enter lists the samples of a cell.',
          )}
          onMouseMove={onMouseMove}
          onClick={() => active && onPick(active)}
          {...handlers}
        >
          <MatrixCanvas className={styles.densePicture} confusion={confusion} side={side} />
          {active && (
            <>
              <i className={styles.crossRow} style={{ top: at(active.truth) }} />
              <i className={styles.crossColumn} style={{ left: at(active.predicted) }} />
            </>
          )}
        </div>
      </div>
      <p className={styles.spoken} aria-live="polite">
        {active
          ? describeCell(confusion, names, active.truth, active.predicted)
          : t('Point at a cell to read it; right answers lie on the diagonal.')}
      </p>
      {pairs.length > 0 && (
        <ol className={styles.pairs} aria-label={t('Most often confused')}>
          {pairs.map(({ truth, predicted, count, total }) => (
            <li key={`${truth} ${predicted}`}>
              <b>{t('{count} of {total}', { count: formatCount(count), total: formatCount(total) })}</b>{' '}
              {t('{value} taken for {value2}', { value: names[truth], value2: names[predicted] })}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
