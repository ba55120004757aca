import { FileText, Package, Upload } from 'lucide-react';
import { chosenBackbone } from '../../plan/catalog';
import { Button } from '../controls/button';
import { t } from '../language/t';
import { catalogOf } from '../store/catalog';
import { useEditor } from '../store/editor-store';
import { useGraphNode, useNodeInfo } from '../store/node-hooks';
import inspector from './inspector.module.css';
import { NetworkExtra } from './network-extra';

/** The ways from the inspector to what is known of the network and to those of the user's own, and the picture of the one that is chosen. */
export function BackboneExtra({ nodeId }: { readonly nodeId: string }) {
  const open = (view: 'list' | 'load') => useEditor.setState({ dialog: { type: 'models', view, nodeId } });
  const hasModels = useEditor((state) => state.userModels.size > 0);
  const params = useGraphNode(nodeId)?.params;
  const id = params && chosenBackbone(params);
  const hasCard = useEditor((state) => id !== undefined && catalogOf(state).backbone(id) !== undefined);
  const isMissing = useNodeInfo(nodeId)?.problems.some(({ code }) => code === 'backbone/missing') ?? false;
  return (
    <>
      <section className={inspector.block}>
        <div className={inspector.row}>
          {hasCard && id !== undefined && (
            <Button
              className={inspector.grows}
              icon={FileText}
              onClick={() => useEditor.setState({ dialog: { type: 'model-card', id } })}
            >
              {t('Model card')}
            </Button>
          )}
          <Button
            className={inspector.grows}
            icon={Upload}
            // What the graph asks for is not here: this is the way to bring it.
            tone={isMissing ? 'primary' : 'outline'}
            onClick={() => open('load')}
          >
            {t('Load weights…')}
          </Button>
          {hasModels && (
            <Button className={inspector.grows} icon={Package} onClick={() => open('list')}>
              {t('Your models…')}
            </Button>
          )}
        </div>
      </section>
      <NetworkExtra nodeId={nodeId} />
    </>
  );
}
