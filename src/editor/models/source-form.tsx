import { type FormEvent, useState } from 'react';
import type { Problem } from '../../graph/problem';
import type { ModelSource } from '../../worker/api';
import { Disclosure } from '../controls/disclosure';
import field from '../controls/field.module.css';
import { ProblemList } from '../inspector/problem-list';
import { t } from '../language/t';
import { AddressField } from './address-field';
import { FilesField } from './files-field';
import { HubField } from './hub-field';
import styles from './models-dialog.module.css';
import type { SourceKind } from './sources';
import type { ReadChoices } from './use-reading';

interface SourceFormProps {
  readonly problems: readonly Problem[];
  /** The last attempt was stopped; what it had downloaded is still there. */
  readonly stopped: boolean;
  readonly onRead: (source: ModelSource, choices: ReadChoices) => void;
}

const KINDS: readonly { readonly kind: SourceKind; readonly label: string }[] = [
  { kind: 'files', label: t('From files') },
  { kind: 'url', label: t('From an address') },
  { kind: 'hugging-face', label: t('From Hugging Face') },
];

/** Where the weights are. Nothing is fetched before a button is pressed that names the host. */
export function SourceForm({ problems, stopped, onRead }: SourceFormProps) {
  const [kind, setKind] = useState<SourceKind>('files');
  const [checksum, setChecksum] = useState('');
  const wrong = checksum.trim() !== '' && !/^[0-9a-f]{64}$/i.test(checksum.trim());
  const read = (source: ModelSource) => {
    const wanted = checksum.trim().toLowerCase();
    if (!wrong) onRead(source, wanted ? { checksum: wanted } : {});
  };
  return (
    <div className={styles.form}>
      <fieldset className={styles.kinds}>
        <legend className="visually-hidden">{t('Where the weights are')}</legend>
        {KINDS.map((choice) => (
          <label key={choice.kind} className={styles.kind}>
            <input
              type="radio"
              name="source"
              value={choice.kind}
              checked={kind === choice.kind}
              onChange={() => setKind(choice.kind)}
            />
            {choice.label}
          </label>
        ))}
      </fieldset>
      {stopped && (
        <p className={styles.note} role="status">
          {t('Stopped. What was downloaded is kept: load it again, and it goes on from there.')}
        </p>
      )}
      <form onSubmit={(event: FormEvent) => event.preventDefault()}>
        {kind === 'files' && <FilesField onRead={read} />}
        {kind === 'url' && <AddressField goesOn={stopped} onRead={read} />}
        {kind === 'hugging-face' && <HubField goesOn={stopped} onRead={read} />}
      </form>
      {problems.length > 0 && <ProblemList problems={problems} ofOneNode />}
      <Disclosure title={t('Check the file')}>
        <label className={styles.field}>
          {t('SHA-256 that it must have')}
          <input
            className={field.text}
            value={checksum}
            spellCheck={false}
            placeholder={t('64 hexadecimal digits, from the page that offers the file')}
            aria-invalid={wrong}
            onChange={(event) => setChecksum(event.target.value)}
          />
          {wrong && <span className={styles.wrong}>{t('A SHA-256 has 64 digits from 0 to f.')}</span>}
        </label>
      </Disclosure>
      <p className={styles.note}>
        {t(
          'Taken: safetensors with PyTorch names (VGG, ResNet, Inception, GoogLeNet, MobileNet), TF.js models, Keras .h5 and .keras. No code in a file is ever run; pickle files (.pt, .pth) are refused for that reason.',
        )}
      </p>
    </div>
  );
}
