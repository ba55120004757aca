import styles from './visuals.module.css';

interface SparklineProps {
  readonly label: string;
  /** Points that the full width holds. */
  readonly length: number;
  readonly series: readonly { readonly values: readonly number[]; readonly color: string }[];
}

const WIDTH = 214;
const HEIGHT = 52;
const INSET = 3;

/** Small curves without axes, all on one scale. */
export function Sparkline({ label, length, series }: SparklineProps) {
  const finite = series.flatMap(({ values }) => values.filter(Number.isFinite));
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const x = (place: number) => INSET + (place / Math.max(1, length - 1)) * (WIDTH - 2 * INSET);
  const y = (value: number) => HEIGHT - INSET - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * INSET);
  return (
    <svg className={styles.sparkline} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {series.map(({ values, color }) => {
        const points = values.flatMap((value, place) =>
          Number.isFinite(value) ? [[x(place), y(value)] as const] : [],
        );
        const last = points.at(-1);
        if (!last) return null;
        return (
          <g key={color} style={{ color }}>
            <polyline points={points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ')} />
            <circle cx={last[0]} cy={last[1]} r={2.4} />
          </g>
        );
      })}
    </svg>
  );
}
