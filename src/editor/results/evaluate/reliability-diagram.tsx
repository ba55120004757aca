import type { CalibrationBin } from '../../../worker/api';
import { formatCount, formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import styles from './evaluate-view.module.css';

const SIDE = 190;
const LEFT = 34;
const TOP = 6;

/** Accuracy of the answers of each confidence; on the diagonal, "80 % sure" is right in 80 % of cases. */
export function ReliabilityDiagram({ bins }: { readonly bins: readonly CalibrationBin[] }) {
  const x = (value: number) => LEFT + value * SIDE;
  const y = (value: number) => TOP + (1 - value) * SIDE;
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  return (
    <svg
      className={styles.reliability}
      width={LEFT + SIDE + 10}
      height={TOP + SIDE + 36}
      role="img"
      aria-label={t('Reliability diagram: accuracy by confidence')}
    >
      <rect x={LEFT} y={TOP} width={SIDE} height={SIDE} rx={6} fill="var(--surface-2)" />
      {bins
        .filter((bin) => bin.count > 0)
        .map((bin) => (
          <rect
            key={bin.from}
            x={x(bin.from) + 1}
            y={y(bin.accuracy)}
            width={Math.max(1, (bin.to - bin.from) * SIDE - 2)}
            height={Math.max(1.5, bin.accuracy * SIDE)}
            rx={2}
            fill="var(--accent)"
            fillOpacity={0.35 + 0.65 * (bin.count / most)}
          >
            <title>
              {t('{count} answers between {from} and {to} sure: {accuracy} right', {
                count: formatCount(bin.count),
                from: formatPercent(bin.from, 0),
                to: formatPercent(bin.to, 0),
                accuracy: formatPercent(bin.accuracy, 0),
              })}
            </title>
          </rect>
        ))}
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke="var(--text-3)" strokeDasharray="4 4" />
      {[0, 0.5, 1].map((value) => (
        <g key={value}>
          <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
            {value * 100}
          </text>
          <text x={x(value)} y={TOP + SIDE + 15} textAnchor="middle">
            {value * 100}
          </text>
        </g>
      ))}
      <text x={x(0.5)} y={TOP + SIDE + 31} textAnchor="middle">
        {t('how sure, %')}
      </text>
      <text transform={`translate(9 ${y(0.5)}) rotate(-90)`} textAnchor="middle">
        {t('how often right, %')}
      </text>
    </svg>
  );
}
