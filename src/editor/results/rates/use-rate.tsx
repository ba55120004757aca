import { Check } from 'lucide-react';
import { registry } from '../../../../nodes/registry';
import type { GraphNode } from '../../../graph/document';
import * as graph from '../../../graph/edit';
import { defaultParams } from '../../../plan/read-params';
import { Button } from '../../controls/button';
import { formatRate } from '../../format/numbers';
import { t } from '../../language/t';
import { edit } from '../../store/edit';
import { useEditor } from '../../store/editor-store';
import { nodeTitle, useGraphNode } from '../../store/node-hooks';
import { differences, trainNodesBeside, usesRate } from './fed-by-same-model';
import styles from './rates-view.module.css';

/** Sets the suggested rate where the same model is trained, as one step of undo. */
export function UseRate({ nodeId, rate }: { readonly nodeId: string; readonly rate: number }) {
  const document = useEditor((state) => state.history.present);
  const node = useGraphNode(nodeId);
  const trains = trainNodesBeside(document, nodeId);
  if (!node) return null;
  if (trains.length === 0) {
    return (
      <p className={styles.hint}>
        {t('Wire the same model into a Train node, and its learning rate can be set from here.')}
      </p>
    );
  }
  const names = trains.map((train) => t('“{title}”', { title: nodeTitle(train) })).join(t(' and '));
  const other = [...new Set(trains.flatMap((train) => differences(complete(node), complete(train))))];
  const done = trains.every((train) => usesRate(complete(train), rate));
  return (
    <div className={styles.use}>
      <Button tone="primary" icon={Check} disabled={done} onClick={() => setRate(trains, rate)}>
        {done
          ? trains.length === 1
            ? t('{names} uses it', { names })
            : t('{names} use it', { names })
          : t('Use {rate} in {names}', { rate: formatRate(rate), names })}
      </Button>
      {other.length > 0 && (
        <p className={styles.hint}>
          {t('Set alike here and in {names} first: {value}. The right rate depends on it.', {
            names,
            value: other.join(', '),
          })}
        </p>
      )}
    </div>
  );
}

/** What is not in the document has its default. */
const complete = ({ kind, params }: GraphNode): GraphNode['params'] => ({
  ...defaultParams(registry.get(kind)?.params ?? {}),
  ...params,
});

const setRate = (trains: readonly GraphNode[], rate: number): void =>
  edit((document) =>
    trains.reduce(
      (current, { id }) =>
        graph.updateNode(current, id, (node) => ({
          ...node,
          params: { ...node.params, learningRate: rate },
        })),
      document,
    ),
  );
