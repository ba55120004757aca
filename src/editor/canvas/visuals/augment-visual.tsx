import { ArrowDown } from 'lucide-react';
import { PixelPicture } from '../../data/pixel-picture';
import { type AugmentedSample, useAugmentedSamples } from '../../data/use-augmented-samples';
import { t } from '../../language/t';
import { useDataExpression } from '../../store/node-hooks';
import type { VisualProps } from './visual-of';
import styles from './visuals.module.css';

const PLACES = [0, 1, 2, 3, 4];
const SIZE = 80;

/** Some samples before augmentation, and a version of each after it. */
export function AugmentVisual({ nodeId }: VisualProps) {
  const expression = useDataExpression(nodeId);
  const augment = expression?.op === 'augment' ? expression : undefined;
  const samples = useAugmentedSamples(augment, PLACES.length, SIZE);
  if (!augment) return null;
  return (
    <div className={styles.augment}>
      <Row samples={samples} when="before" />
      <ArrowDown className={styles.arrow} size={13} aria-hidden />
      <Row samples={samples} when="after" />
    </div>
  );
}

interface RowProps {
  readonly samples: readonly AugmentedSample[];
  readonly when: 'before' | 'after';
}

function Row({ samples, when }: RowProps) {
  return (
    <div className={styles.strip}>
      {PLACES.map((place) => {
        const sample = samples[place];
        const picture = sample?.pictures[when === 'before' ? 0 : 1];
        if (!picture) return <span key={place} className={styles.placeholder} />;
        return (
          <PixelPicture
            key={place}
            picture={picture}
            label={
              when === 'before'
                ? t('{className}, before augmentation', { className: sample?.className })
                : t('{className}, after augmentation', { className: sample?.className })
            }
          />
        );
      })}
    </div>
  );
}
