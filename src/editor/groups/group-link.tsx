import { ChevronLeft } from 'lucide-react';
import { groupTitle } from '../../graph/groups/edit';
import { t } from '../language/t';
import { select } from '../store/edit';
import { useEditor } from '../store/editor-store';
import styles from './group-inspector.module.css';

/** From a node to the group that it is in; nothing for a node in none. */
export function GroupLink({ nodeId }: { readonly nodeId: string }) {
  const group = useEditor(({ history }) =>
    history.present.groups?.find(({ members }) => members.includes(nodeId)),
  );
  if (!group) return null;
  return (
    <button type="button" className={styles.link} onClick={() => select(group.members)}>
      <ChevronLeft size={14} aria-hidden />
      <span>
        {t('In “')}
        {groupTitle(group)}”
      </span>
    </button>
  );
}
