import { registry } from '../../../nodes/registry';
import { SearchDialog } from '../controls/search-dialog';
import { findKinds } from '../finder/find';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { type AddRequest, addAs, kindsFor, titleOf } from './add-request';

interface AddNodeDialogProps {
  readonly request: AddRequest;
  readonly onClose: () => void;
}

/** The kinds of nodes that fit a place, to choose from by name. */
export default function AddNodeDialog({ request, onClose }: AddNodeDialogProps) {
  const document = useEditor((state) => state.history.present);
  const kinds = kindsFor(request, document);
  return (
    <SearchDialog
      label={titleOf(request, document)}
      at={request.screen}
      search={(query) => {
        const found = findKinds(query, kinds);
        return found.items.length > 0 ? [{ ...found, title: t('Kinds that fit') }] : [];
      }}
      none={(query) =>
        query ? t('No kind that fits is called “{query}”.', { query }) : t('No kind of node fits here.')
      }
      onChoose={({ id }) => {
        const kind = registry.get(id.replace(/^kind /, ''));
        onClose();
        if (kind) addAs(request, kind);
      }}
      onClose={onClose}
    />
  );
}
