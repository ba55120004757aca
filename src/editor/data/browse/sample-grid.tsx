import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { DatasetIndex, SampleEntry } from '../../../plan/catalog';
import { t } from '../../language/t';
import { SamplePicture } from '../sample-picture';
import styles from './dataset-dialog.module.css';

interface SampleGridProps {
  readonly dataset: string;
  readonly index: DatasetIndex;
  readonly samples: readonly SampleEntry[];
}

/** At least this wide; the columns share what is left. */
const CELL = 92;
const GAP = 10;

/** A scrolling grid of which only the rows on the screen exist. */
export function SampleGrid({ dataset, index, samples }: SampleGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(760);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = new ResizeObserver(([entry]) => {
      setWidth(entry?.contentRect.width ?? 0);
    });
    measure.observe(element);
    return () => measure.disconnect();
  }, []);
  const columns = Math.max(1, Math.floor((width + GAP) / (CELL + GAP)));
  const height = (width + GAP) / columns;
  const rows = useVirtualizer({
    count: Math.ceil(samples.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 3,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another width makes rows of another height
  useEffect(() => rows.measure(), [height]);
  const caption = (sample: SampleEntry) =>
    [
      index.classes[sample.class],
      sample.domain === undefined ? undefined : index.domains[sample.domain],
      sample.part,
    ]
      .filter(Boolean)
      .join(' · ');
  const label = t('{length} images', { length: samples.length });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={scroller} className={styles.grid} tabIndex={0} aria-label={label}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map((row) => (
          <div
            key={row.key}
            className={styles.row}
            style={{
              transform: `translateY(${row.start}px)`,
              gridTemplateColumns: `repeat(${columns}, 1fr)`,
              gap: GAP,
            }}
          >
            {samples.slice(row.index * columns, (row.index + 1) * columns).map((sample) => (
              <div key={sample.id} className={styles.cell} title={`${caption(sample)}\n${sample.id}`}>
                <SamplePicture dataset={dataset} sample={sample.id} alt={caption(sample)} />
              </div>
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}
