import { ArchitecturePicture } from '../../architecture/architecture-picture';
import { useNodeInfo, useNodeRun } from '../../store/node-hooks';
import { FigureRow } from '../figure-row';
import { Failure } from '../no-result';
import { BlockTable } from './block-table';
import { NodeSteps } from './node-steps';
import styles from './node-view.module.css';

/** For a node without results of its own: what is known of it, and what a run does for it. */
export function NodeView({ nodeId }: { readonly nodeId: string }) {
  const facts = useNodeInfo(nodeId)?.facts ?? [];
  const { status, problems } = useNodeRun(nodeId);
  return (
    <div className={styles.view}>
      {status === 'failed' && <Failure problems={problems} />}
      <ArchitecturePicture nodeId={nodeId} />
      <FigureRow figures={facts.map(({ label, value }) => ({ label, value }))} />
      <div className={styles.columns}>
        <NodeSteps nodeId={nodeId} />
        <BlockTable nodeId={nodeId} />
      </div>
    </div>
  );
}
