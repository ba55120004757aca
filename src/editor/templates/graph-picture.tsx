import { registry } from '../../../nodes/registry';
import type { GraphDocument } from '../../graph/document';
import styles from './templates-dialog.module.css';

const NODE = { width: 252, height: 150 };
const MARGIN = 60;

/** A small picture of a graph: its nodes as cards in their colours, its wires as curves. */
export function GraphPicture({ document }: { readonly document: GraphDocument }) {
  const { nodes, wires } = document;
  const xs = nodes.map((node) => node.position.x);
  const ys = nodes.map((node) => node.position.y);
  const left = Math.min(0, ...xs) - MARGIN;
  const top = Math.min(0, ...ys) - MARGIN;
  const width = Math.max(NODE.width, ...xs) + NODE.width + MARGIN - left;
  const height = Math.max(NODE.height, ...ys) + NODE.height + MARGIN - top;
  const places = new Map(nodes.map((node) => [node.id, node.position]));
  return (
    <svg className={styles.picture} viewBox={`${left} ${top} ${width} ${height}`} aria-hidden="true">
      {wires.map((wire) => {
        const from = places.get(wire.from.node);
        const to = places.get(wire.to.node);
        if (!from || !to) return null;
        const x1 = from.x + NODE.width;
        const y1 = from.y + NODE.height / 2;
        const y2 = to.y + NODE.height / 2;
        const bend = Math.max(50, (to.x - x1) / 2);
        return (
          <path
            key={wire.id}
            d={`M${x1} ${y1}C${x1 + bend} ${y1} ${to.x - bend} ${y2} ${to.x} ${y2}`}
            className={styles.pictureWire}
          />
        );
      })}
      {nodes.map((node) => (
        <g key={node.id} data-tint={registry.get(node.kind)?.category ?? 'unknown'}>
          <rect
            x={node.position.x}
            y={node.position.y}
            width={node.size?.width ?? NODE.width}
            height={node.size?.height ?? NODE.height}
            rx={26}
            className={styles.pictureNode}
          />
          <circle cx={node.position.x + 46} cy={node.position.y + 46} r={20} className={styles.pictureDot} />
        </g>
      ))}
    </svg>
  );
}
