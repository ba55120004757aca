import { FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import type { ModelSource } from '../../worker/api';
import { Button } from '../controls/button';
import { t } from '../language/t';
import styles from './models-dialog.module.css';
import { FILE_TYPES } from './sources';

/** Drop or pick one weights file, or a model.json with its shards. */
export function FilesField({ onRead }: { readonly onRead: (source: ModelSource) => void }) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])].map((file) => ({ name: file.name, content: file }));
    if (files.length > 0) onRead({ kind: 'files', files });
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard
    <div
      className={styles.zone}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <FileUp size={24} aria-hidden />
      <p>
        {t('Drop a weights file here:')} <b>{t('.safetensors')}</b>, <b>.h5</b>, <b>{t('.keras')}</b>
        {t(', or a TF.js')} <b>{t('model.json')}</b> {t('together with its')} <b>{t('.bin')}</b> {t('files.')}
      </p>
      <Button onClick={() => input.current?.click()}>{t('Choose files…')}</Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={FILE_TYPES}
        aria-label={t('Weights files')}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
    </div>
  );
}
