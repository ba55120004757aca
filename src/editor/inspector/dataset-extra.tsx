import { Grid3x3 } from 'lucide-react';
import { Button } from '../controls/button';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { useDataExpression } from '../store/node-hooks';
import inspector from './inspector.module.css';

/** The way from the inspector to all samples of the dataset. */
export function DatasetExtra({ nodeId }: { readonly nodeId: string }) {
  const expression = useDataExpression(nodeId);
  if (!expression) return null;
  return (
    <section className={inspector.block}>
      <Button
        icon={Grid3x3}
        style={{ width: '100%' }}
        onClick={() => useEditor.setState({ dialog: { type: 'dataset', nodeId } })}
      >
        {t('Browse the images')}
      </Button>
    </section>
  );
}
