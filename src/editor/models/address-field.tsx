import { Globe } from 'lucide-react';
import { useState } from 'react';
import type { ModelSource } from '../../worker/api';
import { Button } from '../controls/button';
import field from '../controls/field.module.css';
import { t } from '../language/t';
import styles from './models-dialog.module.css';
import { hostOf } from './sources';

interface AddressFieldProps {
  readonly goesOn: boolean;
  readonly onRead: (source: ModelSource) => void;
}

/** The address of a weights file; the button says which host is asked. */
export function AddressField({ goesOn, onRead }: AddressFieldProps) {
  const [address, setAddress] = useState('');
  const host = hostOf(address);
  const wrong = address.trim() !== '' && host === undefined;
  return (
    <div className={styles.form}>
      <label className={styles.field}>
        {t('Address of the file')}
        <input
          className={field.text}
          type="url"
          value={address}
          spellCheck={false}
          placeholder="https://…/model.safetensors or …/model.json"
          aria-invalid={wrong}
          onChange={(event) => setAddress(event.target.value)}
        />
        {wrong && <span className={styles.wrong}>{t('An address begins with https:// or http://.')}</span>}
      </label>
      <div className={styles.actions}>
        <Button
          type="submit"
          tone="primary"
          icon={Globe}
          disabled={host === undefined}
          onClick={() => onRead({ kind: 'url', url: address.trim() })}
        >
          {host === undefined
            ? t('Load')
            : t('{value} from {host}', { value: goesOn ? t('Go on loading') : t('Load'), host })}
        </Button>
        <span className={styles.note}>
          {t('Only that host is asked. It must let other pages read its files (CORS).')}
        </span>
      </div>
    </div>
  );
}
