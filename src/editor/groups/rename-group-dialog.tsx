import { AskName } from '../controls/ask-name';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { renameGroup } from '../store/groups';

interface RenameGroupDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

export function RenameGroupDialog({ id, onClose }: RenameGroupDialogProps) {
  const group = useEditor(({ history }) => history.present.groups?.find((each) => each.id === id));
  if (!group) return null;
  return (
    <AskName
      title={t('Rename the group')}
      label={t('Name')}
      value={group.label ?? ''}
      action={t('Rename')}
      optional
      onAnswer={(name) => renameGroup(id, name)}
      onClose={onClose}
    />
  );
}
