import { PixelPicture } from '../../data/pixel-picture';
import { useAugmentPreview } from '../../data/use-augment-preview';
import { useDataExpression } from '../../store/node-hooks';
import type { VisualProps } from './visual-of';
import styles from './visuals.module.css';

const VERSIONS = 4;
const SIZE = 80;

/** One sample and some of its versions. */
export function AugmentVisual({ nodeId }: VisualProps) {
  const expression = useDataExpression(nodeId);
  const augment = expression?.op === 'augment' ? expression : undefined;
  const { pictures } = useAugmentPreview(augment, { turn: 0, count: VERSIONS, size: SIZE });
  if (!augment) return null;
  const original = pictures?.[0];
  return (
    <div className={styles.augment}>
      {original ? (
        <PixelPicture picture={original} label="Original" />
      ) : (
        <span className={styles.placeholder} />
      )}
      <span className={styles.arrow} aria-hidden>
        →
      </span>
      {Array.from({ length: VERSIONS - 1 }, (_, place) => place + 1).map((place) => {
        const picture = pictures?.[place];
        return picture ? (
          <PixelPicture key={place} picture={picture} label={`Version ${place}`} />
        ) : (
          <span key={place} className={styles.placeholder} />
        );
      })}
    </div>
  );
}
