import { SamplePicture } from '../../data/sample-picture';
import { formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import styles from './map.module.css';
import type { MapPoint } from './map-points';

interface MapTipProps {
  readonly point: MapPoint;
  readonly dataset: string;
  readonly classes: readonly string[];
  readonly domains: readonly string[];
  /** Where the point is, in pixels of a map of this size. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What a point stands for: its picture and its answer. */
export function MapTip({ point, dataset, classes, domains, left, top, width, height }: MapTipProps) {
  const truth = classes[point.truth] ?? '';
  const predicted = classes[point.predicted] ?? '';
  return (
    <div
      className={styles.tip}
      style={{
        ...(left > width / 2 ? { right: width - left + 14 } : { left: left + 14 }),
        ...(top > height / 2 ? { bottom: height - top } : { top }),
      }}
      aria-live="polite"
    >
      <SamplePicture dataset={dataset} sample={point.sample} alt={truth} />
      <div>
        <p className={styles.tipName}>{truth}</p>
        <p data-wrong={!point.isRight}>
          {point.isRight
            ? t('recognised, {share} sure', { share: formatPercent(point.confidence, 0) })
            : t('taken for {predicted}, {share} sure', {
                predicted,
                share: formatPercent(point.confidence, 0),
              })}
        </p>
        {point.domain !== undefined && <p>{domains[point.domain]}</p>}
      </div>
    </div>
  );
}
