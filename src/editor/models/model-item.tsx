import { Check, Download, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ExportFormat, LibraryEntry } from '../../worker/api';
import { Button, IconButton } from '../controls/button';
import { Disclosure } from '../controls/disclosure';
import { Menu, MenuItem } from '../controls/menu';
import { formatBytes } from '../format/numbers';
import { t } from '../language/t';
import { exportModel, renameModel } from '../store/models';
import { notify } from '../store/notices';
import { describeModel } from './describe-model';
import styles from './models-dialog.module.css';
import { RemoveModel } from './remove-model';
import { RenameModel } from './rename-model';

interface ModelItemProps {
  readonly entry: LibraryEntry;
  readonly isNew: boolean;
  readonly isInUse: boolean;
  readonly onUse?: (entry: LibraryEntry) => void;
}

type Mode = 'shown' | 'renaming' | 'removing';

/** One model: what it is, where it comes from, and what can be done with it. */
export function ModelItem({ entry, isNew, isInUse, onUse }: ModelItemProps) {
  const [mode, setMode] = useState<Mode>('shown');
  const { info, history, bytes } = entry;
  const { label } = info;
  const done = () => setMode('shown');
  return (
    <li className={styles.item} data-new={isNew || undefined}>
      <div className={styles.itemHead}>
        {mode === 'renaming' ? (
          <RenameModel
            label={label}
            onRename={(next) =>
              tell(renameModel(info.id, next), t('The model could not be renamed.')).then(done)
            }
            onCancel={done}
          />
        ) : (
          <h3 className={styles.itemName}>{label}</h3>
        )}
        {mode === 'shown' && (
          <div className={styles.itemActions}>
            {onUse &&
              (isInUse ? (
                <span className={styles.inUse}>
                  <Check size={14} aria-hidden /> {t('in this node')}
                </span>
              ) : (
                <Button onClick={() => onUse(entry)}>{t('Use here')}</Button>
              ))}
            <ExportMenu id={info.id} label={label} />
            <IconButton
              icon={Pencil}
              size={14}
              label={t('Rename {label}', { label })}
              onClick={() => setMode('renaming')}
            />
            <IconButton
              icon={Trash2}
              size={14}
              label={t('Remove {label}', { label })}
              onClick={() => setMode('removing')}
            />
          </div>
        )}
      </div>
      {mode === 'removing' ? (
        <RemoveModel id={info.id} label={label} bytes={bytes} onDone={done} />
      ) : (
        <>
          <p className={styles.itemFacts}>{describeModel(entry)}</p>
          <Disclosure title={t('Where it comes from')}>
            <ol className={styles.history}>
              {history.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <p className={styles.itemFacts}>
              {t('Licence:')} {info.licence || 'unknown'} · {formatBytes(bytes)} · {info.id}
            </p>
          </Disclosure>
        </>
      )}
    </li>
  );
}

const FORMATS: readonly { readonly format: ExportFormat; readonly label: string; readonly detail: string }[] =
  [
    { format: 'safetensors', label: 'safetensors', detail: t('for PyTorch, timm, Hugging Face') },
    { format: 'tfjs', label: t('TF.js, zipped'), detail: t('model.json and weights') },
  ];

function ExportMenu({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className={styles.export} aria-label={t('Export {label}', { label })}>
          <Download size={14} aria-hidden /> {t('Export')}
        </button>
      }
    >
      {FORMATS.map(({ format, label: name, detail }) => (
        <MenuItem
          key={format}
          label={name}
          detail={detail}
          onSelect={() => void tell(exportModel(id, format), t('The model could not be exported.'))}
        />
      ))}
    </Menu>
  );
}

async function tell(work: Promise<void>, failure: string): Promise<void> {
  try {
    await work;
  } catch (error) {
    notify({ tone: 'error', text: failure, detail: error instanceof Error ? error.message : String(error) });
  }
}
