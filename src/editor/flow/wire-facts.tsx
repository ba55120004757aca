import { registry } from '../../../nodes/registry';
import type { GraphDocument, Wire } from '../../graph/document';
import { Facts } from '../canvas/facts';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { nodeTitle } from '../store/node-hooks';
import { valueFacts } from './value-facts';
import styles from './wire-facts.module.css';

/** From where to where a wire goes, and all that is known of what it carries. */
export function WireFacts({ wireId }: { readonly wireId: string }) {
  const document = useEditor((state) => state.history.present);
  const wire = document.wires.find(({ id }) => id === wireId);
  const value = useEditor(({ analysis }) =>
    wire ? analysis?.inferred.get(wire.from.node)?.outputs[wire.from.port] : undefined,
  );
  if (!wire) return null;
  return (
    <div className={styles.facts}>
      <p>{wireTitle(document, wire)}</p>
      {value ? (
        <Facts facts={valueFacts(value)} />
      ) : (
        <p className={styles.quiet}>{t('Nothing flows yet: the node before it is not ready.')}</p>
      )}
    </div>
  );
}

/** `Split data → Augment`: the port it comes from and the node it goes to. */
function wireTitle(document: GraphDocument, { from, to }: Wire): string {
  const source = document.nodes.find(({ id }) => id === from.node);
  const target = document.nodes.find(({ id }) => id === to.node);
  const port = source && registry.get(source.kind)?.outputs[from.port]?.label;
  return `${port ?? from.port} → ${target ? nodeTitle(target) : to.node}`;
}
