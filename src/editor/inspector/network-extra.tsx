import { ChartColumn } from 'lucide-react';
import { Button } from '../controls/button';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import inspector from './inspector.module.css';

/** The way from the inspector to the picture of the network, where its lines can be moved. */
export function NetworkExtra({ nodeId }: { readonly nodeId: string }) {
  const hasNetwork = useEditor((state) => state.analysis?.inferred.get(nodeId)?.outputs.model !== undefined);
  if (!hasNetwork) return null;
  return (
    <section className={inspector.block}>
      <Button
        icon={ChartColumn}
        style={{ width: '100%' }}
        onClick={() => useEditor.setState({ resultsOpen: true, resultsTab: nodeId })}
      >
        {t('See the network, block by block')}
      </Button>
    </section>
  );
}
