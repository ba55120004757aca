import type { LucideIcon } from 'lucide-react';
import styles from './architecture-picture.module.css';

interface LineSliderProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly tint: 'frozen' | 'cut';
  /** Blocks before the line. */
  readonly value: number;
  /** From the left to the right edge of the picture. */
  readonly range: readonly [number, number];
  /** Where the line may stand. */
  readonly limits: readonly [number, number];
  /** Pixels from one place to the next. */
  readonly pitch: number;
  /** Where the line stands, in words. */
  readonly text: string;
  readonly onChange: (value: number) => void;
}

/** A line of the picture as a slider: its thumb stands in the gap behind a block. */
export function LineSlider(props: LineSliderProps) {
  const { icon: Icon, label, tint, value, range, limits, pitch, text, onChange } = props;
  const [first, last] = range;
  const [least, most] = limits;
  return (
    <div className={styles.rail} data-line={tint} style={{ width: pitch * (last - first) }}>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={text}
        min={first}
        max={last}
        step={1}
        value={value}
        onChange={(event) => onChange(Math.min(most, Math.max(least, event.target.valueAsNumber)))}
      />
      <span className={styles.thumb} style={{ left: pitch * (value - first) }} aria-hidden>
        <Icon size={13} />
      </span>
    </div>
  );
}
