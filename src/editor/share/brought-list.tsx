import { Brain, Images } from 'lucide-react';
import { formatBytes, plural } from '../format/numbers';
import { t } from '../language/t';
import type { Brought } from './bundle';
import styles from './share.module.css';

/** The images and models that come with a graph. */
export function BroughtList({ brought: { datasets, models } }: { readonly brought: Brought }) {
  if (datasets.length + models.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>{t('What it brings, to be kept in this browser')}</h3>
      <ul className={styles.loads}>
        {datasets.map(({ id, name, images, bytes }) => (
          <li key={id}>
            <Images size={15} aria-hidden />
            <p>
              {name}{' '}
              <span className={styles.quiet}>{`${plural(images, 'image')}, ${formatBytes(bytes)}`}</span>
            </p>
          </li>
        ))}
        {models.map(({ id, label, bytes }) => (
          <li key={id}>
            <Brain size={15} aria-hidden />
            <p>
              {label}{' '}
              <span className={styles.quiet}>{t('a model, {bytes}', { bytes: formatBytes(bytes) })}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
