import { BookmarkPlus } from 'lucide-react';
import { Button } from '../../controls/button';
import { t } from '../../language/t';
import { useEditor } from '../../store/editor-store';

interface SaveTrainedProps {
  readonly nodeId: string;
  /** The curves are those of other settings: what they trained is not what the graph asks for now. */
  readonly outdated: boolean;
}

/** The way from a training to the library of the user's own models. */
export function SaveTrained({ nodeId, outdated }: SaveTrainedProps) {
  return (
    <Button
      icon={BookmarkPlus}
      disabled={outdated}
      title={outdated ? t('Run the graph again first: its settings have changed.') : undefined}
      onClick={() => useEditor.setState({ dialog: { type: 'save-model', nodeId } })}
    >
      {t('Save to library…')}
    </Button>
  );
}
