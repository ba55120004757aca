import { Check } from 'lucide-react';
import type { GraphNode } from '../../../graph/document';
import * as graph from '../../../graph/edit';
import type { AdvisedCandidate } from '../../../worker/api';
import { Button } from '../../controls/button';
import { t } from '../../language/t';
import { edit } from '../../store/edit';
import { useEditor } from '../../store/editor-store';
import { nodeTitle } from '../../store/node-hooks';
import styles from './advice-view.module.css';
import { backbonesBeside } from './backbones-beside';
import { nameOf } from './verdict';

interface UseBackboneProps {
  readonly nodeId: string;
  readonly candidate: AdvisedCandidate;
}

/** Sets a candidate in the Backbone nodes whose network is trained on the same data, as one step of undo. */
export function UseBackbone({ nodeId, candidate }: UseBackboneProps) {
  const document = useEditor((state) => state.history.present);
  const backbones = backbonesBeside(document, nodeId);
  if (backbones.length === 0) {
    return (
      <p className={styles.hint}>
        {t('Train a Backbone on the same data, and network and cut can be set in it from here.')}
      </p>
    );
  }
  const names = backbones.map((node) => `“${nodeTitle(node)}”`).join(' and ');
  const done = backbones.every(({ params }) => uses(params, candidate));
  return (
    <div>
      <Button
        tone="primary"
        icon={Check}
        disabled={done}
        title={t('Sets {candidate} in {names}', { candidate: nameOf(candidate), names })}
        onClick={() => setBackbone(backbones, candidate)}
      >
        {done
          ? backbones.length === 1
            ? t('{names} uses this backbone', { names })
            : t('{names} use this backbone', { names })
          : t('Use this backbone')}
      </Button>
    </div>
  );
}

const paramsOf = ({ backbone, cut, pooling }: AdvisedCandidate) =>
  // Input sizes are the recommended ones, which is what the empty name means.
  ({ backbone, cut, inputSize: '', pooling });

const uses = (params: GraphNode['params'], candidate: AdvisedCandidate): boolean =>
  Object.entries(paramsOf(candidate)).every(([name, value]) => (params[name] ?? UNSET[name]) === value);

/** What a Backbone node has where its document says nothing. */
const UNSET: Readonly<Record<string, string>> = { inputSize: '', pooling: 'average' };

const setBackbone = (backbones: readonly GraphNode[], candidate: AdvisedCandidate): void =>
  edit((document) =>
    backbones.reduce(
      (current, { id }) =>
        graph.updateNode(current, id, (node) => ({
          ...node,
          params: { ...node.params, ...paramsOf(candidate) },
        })),
      document,
    ),
  );
