import { Download, FileUp, Plus, Trash2 } from 'lucide-react';
import type { Block } from '../../graph/blocks/block';
import { Button, IconButton } from '../controls/button';
import { Dialog } from '../controls/dialog';
import { plural } from '../format/numbers';
import { t } from '../language/t';
import { addBlock, exportBlock, importBlock, removeBlock } from './block-actions';
import { useBlocks } from './block-store';
import styles from './blocks.module.css';

/** All blocks of the user's: add to the graph, export, remove; import from a file. */
export default function BlocksDialog({ onClose }: { readonly onClose: () => void }) {
  const blocks = useBlocks((state) => state.blocks);
  return (
    <Dialog
      size="medium"
      title={t('Your blocks')}
      description={t(
        'Groups that you published, to use again in any graph. They are kept in this browser; graphs hold their own copies.',
      )}
      onClose={onClose}
    >
      <div className={styles.body}>
        {blocks.length === 0 && (
          <p className={styles.quiet}>
            {t(
              'No block yet. Select some nodes, group them with Ctrl+G and choose “Publish as a block…” in the inspector.',
            )}
          </p>
        )}
        <ul className={styles.list}>
          {blocks.map((block) => (
            <BlockItem key={block.id} block={block} onClose={onClose} />
          ))}
        </ul>
        <Button icon={FileUp} onClick={pickBlock}>
          {t('Import from a file…')}
        </Button>
      </div>
    </Dialog>
  );
}

function BlockItem({ block, onClose }: { readonly block: Block; readonly onClose: () => void }) {
  const { name, version, description, nodes, params } = block;
  return (
    <li className={styles.item}>
      <div className={styles.text}>
        <h3>{name}</h3>
        <p className={styles.quiet}>
          {t('Version {version}, {nodes}', { version, nodes: plural(nodes.length, 'node') })}
          {params.length > 0 && `, ${plural(params.length, 'setting')}`}
        </p>
        {description && <p>{description}</p>}
      </div>
      <Button
        icon={Plus}
        onClick={() => {
          addBlock(block);
          onClose();
        }}
      >
        {t('Add')}
      </Button>
      <IconButton icon={Download} label={t('Export {name}', { name })} onClick={() => exportBlock(block)} />
      <IconButton
        icon={Trash2}
        label={t('Remove {name}', { name })}
        onClick={() => void removeBlock(block)}
      />
    </li>
  );
}

function pickBlock(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json';
  input.addEventListener('change', async () => {
    const file = input.files?.[0];
    if (file) await importBlock(await file.text());
  });
  input.click();
}
