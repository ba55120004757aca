import { useMemo } from 'react';
import type { GraphDocument } from '../../graph/document';
import styles from './graph-picture.module.css';
import { type Sketch, sketchOf } from './sketch';

/** A small picture of a graph: its nodes as cards in their colours, its wires as curves. */
export function GraphPicture({ document }: { readonly document: GraphDocument }) {
  const sketch = useMemo(() => sketchOf(document), [document]);
  return <SketchPicture sketch={sketch} />;
}

export function SketchPicture({ sketch }: { readonly sketch: Sketch }) {
  const { left, top, width, height, boxes, frames = [], wires } = sketch;
  return (
    <svg className={styles.picture} viewBox={`${left} ${top} ${width} ${height}`} aria-hidden="true">
      {frames.map((frame, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a picture never change places
        <g key={place} data-tint={frame.tint}>
          <rect
            x={frame.x}
            y={frame.y}
            width={frame.width}
            height={frame.height}
            rx={30}
            className={styles.frame}
          />
        </g>
      ))}
      {wires.map(([x1, y1, x2, y2], place) => {
        const bend = Math.max(50, (x2 - x1) / 2);
        return (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={place}
            d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
            className={styles.wire}
          />
        );
      })}
      {boxes.map((box, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <g key={place} data-tint={box.tint}>
          <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={26} className={styles.node} />
          <circle cx={box.x + 46} cy={box.y + 46} r={20} className={styles.dot} />
        </g>
      ))}
    </svg>
  );
}
