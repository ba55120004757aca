import { useMemo } from 'react';
import { filterSamples, pickSamples } from '../../data/pick-samples';
import { SamplePicture } from '../../data/sample-picture';
import { useDatasetIndex } from '../../data/use-dataset-index';
import { loadOf, useDataExpression } from '../../store/node-hooks';
import type { VisualProps } from './visual-of';
import styles from './visuals.module.css';

const SHOWN = 10;

/** A strip of samples of different classes. */
export function DatasetVisual({ nodeId }: VisualProps) {
  const expression = useDataExpression(nodeId);
  const load = expression && loadOf(expression);
  const { index } = useDatasetIndex(load?.dataset);
  const samples = useMemo(
    () => (index && load ? pickSamples(filterSamples(index, load), SHOWN) : []),
    [index, load],
  );
  if (!load) return null;
  return (
    <div className={styles.strip}>
      {samples.map((sample) => (
        <SamplePicture
          key={sample.id}
          dataset={load.dataset}
          sample={sample.id}
          alt={index?.classes[sample.class] ?? ''}
        />
      ))}
      {samples.length === 0 &&
        Array.from({ length: SHOWN }, (_, place) => place).map((place) => (
          <span key={place} className={styles.placeholder} />
        ))}
    </div>
  );
}
