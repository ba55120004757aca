import { useState } from 'react';
import type { Group } from '../../graph/document';
import { groupTitle } from '../../graph/groups/edit';
import { groupPorts } from '../../graph/groups/ports';
import { portsOf } from '../canvas/ports';
import ask from '../controls/ask-name.module.css';
import { Button } from '../controls/button';
import { Dialog } from '../controls/dialog';
import field from '../controls/field.module.css';
import { Switch } from '../controls/switch';
import { plural } from '../format/numbers';
import { t } from '../language/t';
import { currentDocument, useEditor } from '../store/editor-store';
import { publish } from './block-actions';
import styles from './blocks.module.css';

interface PublishDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** Names a group, to have it among one's blocks. */
export default function PublishDialog({ id, onClose }: PublishDialogProps) {
  const group = useEditor(({ history }) => history.present.groups?.find((each) => each.id === id));
  return group ? <PublishForm key={id} group={group} onClose={onClose} /> : null;
}

function PublishForm({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const [name, setName] = useState(group.label ?? '');
  const [description, setDescription] = useState(group.description ?? '');
  const [isVersion, setIsVersion] = useState(group.block !== undefined);
  const ports = groupPorts(currentDocument(), group, portsOf);
  const inputs = ports.filter(({ side }) => side === 'input').length;
  return (
    <Dialog
      title={t('Publish as a block')}
      description={t('{group} goes to “Your blocks” in the palette, to be used again in any graph.', {
        group: groupTitle(group),
      })}
      onClose={onClose}
    >
      <form
        className={ask.form}
        onSubmit={(event) => {
          event.preventDefault();
          void publish(group, { name: name.trim(), description: description.trim(), isVersion });
          onClose();
        }}
      >
        <label className={ask.label}>
          {t('Name')}
          <input
            autoFocus
            className={field.text}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label className={ask.label}>
          {t('What it does (optional)')}
          <textarea
            className={field.text}
            rows={3}
            maxLength={5000}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        </label>
        <p className={styles.quiet}>
          {t(
            'It has {nodes} and shows {inputs}, {outputs} and {settings}. Choose them in the inspector of the group.',
            {
              nodes: plural(group.members.length, 'node'),
              inputs: plural(inputs, 'input'),
              outputs: plural(ports.length - inputs, 'output'),
              settings: plural(group.params?.length ?? 0, 'setting'),
            },
          )}
        </p>
        {group.block && (
          <div className={styles.choice}>
            <span>
              {t('As the next version of “{name}”', { name: group.block.name })}
              <small>{t('Off: as a block of its own')}</small>
            </span>
            <Switch label={t('As the next version')} checked={isVersion} onChange={setIsVersion} />
          </div>
        )}
        <footer className={ask.footer}>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button tone="primary" type="submit" disabled={name.trim() === ''}>
            {t('Publish')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
