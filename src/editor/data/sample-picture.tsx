import { useCallback, useSyncExternalStore } from 'react';
import { t } from '../language/t';
import styles from './picture.module.css';
import { pictureUrl, watchPicture } from './sample-pictures';

interface SamplePictureProps {
  readonly dataset: string;
  readonly sample: string;
  readonly alt: string;
}

/** One sample of a stored dataset, fetched when it is shown. */
export function SamplePicture({ dataset, sample, alt }: SamplePictureProps) {
  const subscribe = useCallback(
    (onChange: () => void) => watchPicture(dataset, sample, onChange),
    [dataset, sample],
  );
  const url = useSyncExternalStore(subscribe, () => pictureUrl(dataset, sample));
  if (url === null)
    return (
      <span className={`${styles.picture} ${styles.missing}`} title={t('{alt}: cannot be shown', { alt })} />
    );
  if (url === undefined) return <span className={`${styles.picture} ${styles.loading}`} />;
  return <img className={styles.picture} src={url} alt={alt} draggable={false} decoding="async" />;
}
