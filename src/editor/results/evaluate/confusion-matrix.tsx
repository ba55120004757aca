import { formatCount, formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import { DenseMatrix } from './dense-matrix';
import styles from './evaluate-view.module.css';
import { cellSize, describeCell, MOST_LABELLED, shorten } from './matrix-layout';
import { type Cell, useActiveCell } from './use-active-cell';

interface ConfusionMatrixProps {
  /** Rows: truth; columns: prediction. */
  readonly confusion: readonly (readonly number[])[];
  readonly names: readonly string[];
  /** A cell was clicked, or Enter pressed on it. */
  readonly onPick: (cell: Cell) => void;
}

const LABEL_CHARACTERS = 16;
const CHARACTER = 6.3;
const AXIS = 16;
const NUMBERS_FROM = 17;

/** Colour and count of every pair; by mouse or arrow keys each cell says what it means. */
export function ConfusionMatrix(props: ConfusionMatrixProps) {
  return props.names.length > MOST_LABELLED ? <DenseMatrix {...props} /> : <LabelledMatrix {...props} />;
}

function LabelledMatrix({ confusion, names, onPick }: ConfusionMatrixProps) {
  const size = names.length;
  const { active, pointAt, handlers } = useActiveCell(size, onPick);
  const cell = cellSize(size);
  const labels = names.map((name) => shorten(name, LABEL_CHARACTERS));
  const margin = AXIS + 8 + Math.max(...labels.map((label) => label.length)) * CHARACTER;
  const slanted = labels.some((label) => label.length * CHARACTER > cell - 4);
  const top = slanted ? margin * 0.75 + 6 : 36;
  const overhang = slanted ? margin * 0.72 : 0;
  const sums = confusion.map((row) => row.reduce((sum, count) => sum + count, 0));

  return (
    <div>
      <svg
        className={styles.matrix}
        width={margin + size * cell + Math.max(2, overhang - cell / 2)}
        height={top + size * cell + 2}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk through the cells
        tabIndex={0}
        role="img"
        aria-label={t(
          'Confusion matrix: rows are the true class, columns the prediction. Use the arrow keys; Enter lists the samples of a cell.',
        )}
        {...handlers}
      >
        <text
          className={styles.axis}
          transform={`translate(10 ${top + (size * cell) / 2}) rotate(-90)`}
          textAnchor="middle"
        >
          {t('true class')}
        </text>
        <text
          className={styles.axis}
          x={margin + (size * cell) / 2}
          y={slanted ? 10 : 11}
          textAnchor="middle"
        >
          {t('predicted')}
        </text>
        {labels.map((label, place) => (
          <g key={names[place]}>
            <text x={margin - 7} y={top + (place + 0.5) * cell} textAnchor="end" dominantBaseline="central">
              {label}
            </text>
            <text
              textAnchor={slanted ? 'start' : 'middle'}
              transform={
                slanted
                  ? `translate(${margin + (place + 0.5) * cell + 3} ${top - 6}) rotate(-45)`
                  : `translate(${margin + (place + 0.5) * cell} ${top - 8})`
              }
            >
              {label}
            </text>
          </g>
        ))}
        {confusion.flatMap((row, truth) =>
          row.map((count, predicted) => {
            const share = count / Math.max(1, sums[truth] ?? 0);
            const isActive = active?.truth === truth && active.predicted === predicted;
            const x = margin + predicted * cell;
            const y = top + truth * cell;
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys and Enter do the same
              <g
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                key={`${truth} ${predicted}`}
                onMouseEnter={() => pointAt(truth, predicted)}
                onClick={() => onPick({ truth, predicted })}
              >
                <rect
                  x={x + 0.75}
                  y={y + 0.75}
                  width={cell - 1.5}
                  height={cell - 1.5}
                  rx={cell > 24 ? 4 : 2}
                  className={isActive ? styles.cellActive : undefined}
                  fill={count === 0 ? 'var(--surface-2)' : mix(truth === predicted, share)}
                />
                {cell >= NUMBERS_FROM && count > 0 && (
                  <text
                    className={styles.count}
                    x={x + cell / 2}
                    y={y + cell / 2}
                    style={{ fill: 'var(--text)', fontSize: Math.min(13, cell * 0.42) }}
                  >
                    {count}
                  </text>
                )}
              </g>
            );
          }),
        )}
      </svg>
      <p className={styles.spoken} aria-live="polite">
        {active
          ? describeCell(confusion, names, active.truth, active.predicted)
          : t('{sums} images; a row adds up to one true class.', { sums: formatCount(sum(sums)) })}
      </p>
    </div>
  );
}

/** Kept pale enough that the number on it stays readable in either theme. */
const mix = (right: boolean, share: number): string =>
  `color-mix(in srgb, var(${right ? '--accent' : '--danger'}) ${formatPercent(0.1 + 0.45 * share, 0).replace(' ', '')}, var(--surface))`;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
