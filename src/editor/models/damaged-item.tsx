import { Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { DamagedEntry } from '../../worker/api';
import { IconButton } from '../controls/button';
import { t } from '../language/t';
import styles from './models-dialog.module.css';
import { RemoveModel } from './remove-model';

/** A model whose file is broken: nothing can be done but to remove it and load it again. */
export function DamagedItem({ entry }: { readonly entry: DamagedEntry }) {
  const [asks, setAsks] = useState(false);
  const { id, label, bytes } = entry;
  return (
    <li className={styles.item} data-damaged>
      <div className={styles.itemHead}>
        <h3 className={styles.itemName}>
          <TriangleAlert size={14} aria-hidden /> {label}
        </h3>
        {!asks && (
          <IconButton
            icon={Trash2}
            size={14}
            label={t('Remove {label}', { label })}
            onClick={() => setAsks(true)}
          />
        )}
      </div>
      {asks ? (
        <RemoveModel id={id} label={label} bytes={bytes} onDone={() => setAsks(false)} />
      ) : (
        <p className={styles.itemFacts}>
          {t(
            'The stored file of this model is damaged and cannot be used. Remove it, then load it again from where it came.',
          )}
        </p>
      )}
    </li>
  );
}
