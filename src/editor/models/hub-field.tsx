import { Globe } from 'lucide-react';
import { useState } from 'react';
import type { ModelSource } from '../../worker/api';
import { Button } from '../controls/button';
import field from '../controls/field.module.css';
import { t } from '../language/t';
import styles from './models-dialog.module.css';
import { HUB, HUB_EXAMPLES, isHubId } from './sources';

interface HubFieldProps {
  readonly goesOn: boolean;
  readonly onRead: (source: ModelSource) => void;
}

/** The id of a model on Hugging Face, with examples to fill in. */
export function HubField({ goesOn, onRead }: HubFieldProps) {
  const [id, setId] = useState('');
  const valid = isHubId(id);
  const wrong = id.trim() !== '' && !valid;
  return (
    <div className={styles.form}>
      <label className={styles.field}>
        {t('Model id')}
        <input
          className={field.text}
          value={id}
          spellCheck={false}
          autoCapitalize="off"
          placeholder="owner/name or owner/name@revision"
          aria-invalid={wrong}
          onChange={(event) => setId(event.target.value)}
        />
        {wrong && <span className={styles.wrong}>{t('An id looks like timm/resnet18.a1_in1k.')}</span>}
      </label>
      <ul className={styles.examples} aria-label={t('Examples')}>
        {HUB_EXAMPLES.map((example) => (
          <li key={example.id}>
            <button type="button" className={styles.example} onClick={() => setId(example.id)}>
              {example.id}
              <span>{example.about}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button
          type="submit"
          tone="primary"
          icon={Globe}
          disabled={!valid}
          onClick={() => onRead({ kind: 'hugging-face', id: id.trim() })}
        >
          {goesOn ? t('Go on loading') : t('Load')} {t('from {HUB}', { HUB })}
        </Button>
        <span className={styles.note}>
          {t('Your own work is not sent anywhere; only the weights are fetched.')}
        </span>
      </div>
    </div>
  );
}
