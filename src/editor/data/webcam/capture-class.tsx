import { Trash2, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from '../../controls/button';
import field from '../../controls/field.module.css';
import { t } from '../../language/t';
import {
  type CapturedClass,
  type Change,
  removeClass,
  removeLastPicture,
  renameClass,
} from './capture-store';
import styles from './webcam-control.module.css';

interface CaptureClassProps {
  readonly place: number;
  readonly item: CapturedClass;
  readonly enabled: boolean;
  readonly recording: boolean;
  readonly onRecord: (start: boolean) => void;
  readonly onChange: (change: Change) => void;
}

/** One class: its name, its pictures so far, and the button to hold. */
export function CaptureClass({ place, item, enabled, recording, onRecord, onChange }: CaptureClassProps) {
  const latest = item.pictures.at(-1);
  return (
    <div className={styles.class}>
      {latest ? (
        <BlobPicture blob={latest.blob} alt={t('Latest of {name}', { name: item.name })} />
      ) : (
        <span className={styles.blank} />
      )}
      <div className={styles.fields}>
        <input
          className={field.text}
          aria-label={t('Name of class {place}', { place: place + 1 })}
          value={item.name}
          maxLength={80}
          onChange={(event) => onChange(renameClass(place, event.target.value))}
        />
        <div className={styles.row}>
          <Button
            disabled={!enabled}
            aria-pressed={recording}
            className={recording ? styles.recording : ''}
            onPointerDown={() => onRecord(true)}
            onPointerUp={() => onRecord(false)}
            onPointerLeave={() => recording && onRecord(false)}
            onKeyDown={(event) =>
              (event.key === ' ' || event.key === 'Enter') && !event.repeat && onRecord(true)
            }
            onKeyUp={() => onRecord(false)}
            onBlur={() => recording && onRecord(false)}
          >
            {recording ? t('Recording…') : t('Hold to record')}
          </Button>
          <output className={styles.count} aria-label={t('Pictures of {name}', { name: item.name })}>
            {item.pictures.length}
          </output>
          <IconButton
            icon={Undo2}
            size={14}
            label={t('Delete the last picture')}
            disabled={item.pictures.length === 0}
            onClick={() => onChange(removeLastPicture(place))}
          />
          <IconButton
            icon={Trash2}
            size={14}
            label={t('Delete class {name}', { name: item.name })}
            onClick={() => {
              // Recorded pictures cannot be had again.
              const sure =
                item.pictures.length === 0 ||
                window.confirm(t('Delete "{name}" and its pictures?', { name: item.name }));
              if (sure) onChange(removeClass(place));
            }}
          />
        </div>
      </div>
    </div>
  );
}

function BlobPicture({ blob, alt }: { readonly blob: Blob; readonly alt: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return <img className={styles.blank} src={url} alt={alt} />;
}
