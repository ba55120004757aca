import { Shuffle } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../controls/button';
import { PixelPicture } from '../data/pixel-picture';
import { useAugmentPreview } from '../data/use-augment-preview';
import { t, translated } from '../language/t';
import { useDataExpression } from '../store/node-hooks';
import styles from './extras.module.css';
import inspector from './inspector.module.css';

const VERSIONS = 8;
const SIZE = 112;

/** One sample and its versions, drawn again as the sliders move. */
export function AugmentPreview({ nodeId }: { readonly nodeId: string }) {
  const expression = useDataExpression(nodeId);
  const [turn, setTurn] = useState(0);
  const augment = expression?.op === 'augment' ? expression : undefined;
  const { pictures, className, problem } = useAugmentPreview(augment, { turn, count: VERSIONS, size: SIZE });
  if (!augment) return null;
  return (
    <section className={inspector.block}>
      <h3>{t('Preview')}</h3>
      {problem && <p className={inspector.quiet}>{translated(problem.message)}</p>}
      <div className={styles.versions}>
        {(pictures ?? Array.from({ length: VERSIONS }, () => undefined)).map((picture, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: versions are told apart by their place alone
          <figure key={place}>
            {picture ? (
              <PixelPicture
                picture={picture}
                label={place === 0 ? t('Original') : t('Version {place}', { place })}
              />
            ) : (
              <span className={styles.placeholder} />
            )}
            <figcaption>{place === 0 ? 'original' : ''}</figcaption>
          </figure>
        ))}
      </div>
      <div className={styles.between}>
        <span className={inspector.quiet}>{className}</span>
        <Button icon={Shuffle} onClick={() => setTurn(turn + 1)}>
          {t('Another sample')}
        </Button>
      </div>
    </section>
  );
}
