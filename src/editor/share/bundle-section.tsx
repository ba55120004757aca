import { PackageOpen } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { GraphDocument } from '../../graph/document';
import { Button } from '../controls/button';
import { engine } from '../engine/engine';
import { formatBytes, plural } from '../format/numbers';
import { locale } from '../language/language';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { notify } from '../store/notices';
import { type BundleParts, bundleParts, saveBundle } from './bundle';
import styles from './share.module.css';

const list = new Intl.ListFormat(locale, { type: 'conjunction' });

const listed = ({ datasets, models }: BundleParts): string =>
  list.format([
    ...(datasets.length > 0 ? [plural(datasets.length, 'dataset')] : []),
    ...(models.length > 0 ? [plural(models.length, 'model')] : []),
  ]);

/** The way to share a graph with the user's own images and models. */
export function BundleSection({ document }: { readonly document: GraphDocument }) {
  const userModels = useEditor((state) => state.userModels);
  const [datasets, setDatasets] = useState<readonly { readonly id: string; readonly bytes: number }[]>([]);
  const [done, setDone] = useState<number>();
  useEffect(() => {
    engine()
      .then((api) => api.userDatasets())
      .then(setDatasets)
      // Without storage there are none.
      .catch(() => undefined);
  }, []);
  const parts = useMemo(() => {
    const models = [...userModels].map(([id, { bytes }]) => ({ id, bytes }));
    return bundleParts(document, datasets, models);
  }, [document, datasets, userModels]);
  const save = async () => {
    setDone(0);
    try {
      await saveBundle(document, parts, setDone);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      notify({ tone: 'error', text: t('The bundle could not be made.'), detail });
    }
    setDone(undefined);
  };
  const count = parts.datasets.length + parts.models.length;
  const share = parts.bytes === 0 ? 0 : Math.min(100, Math.round((100 * (done ?? 0)) / parts.bytes));
  return (
    <section>
      <h3 className={styles.heading}>{t('With your images and models')}</h3>
      <div className={styles.ways}>
        <Button icon={PackageOpen} disabled={done !== undefined} onClick={() => void save()}>
          {done === undefined ? t('Bundle (.zip)') : t('Writing… {share} %', { share })}
        </Button>
      </div>
      <p className={styles.quiet}>
        {count === 0
          ? t('This graph uses none of your own, so a bundle holds just the graph.')
          : t('One file with {parts} of yours: {bytes}. Whoever gets it sees those images.', {
              parts: listed(parts),
              bytes: formatBytes(parts.bytes),
            })}
      </p>
    </section>
  );
}
