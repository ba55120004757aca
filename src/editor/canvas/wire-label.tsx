import type { Endpoint } from '../../graph/document';
import { wireText } from '../flow/wire-text';
import { useEditor } from '../store/editor-store';
import styles from './wire.module.css';
import type { Point } from './wire-route';
import { useZoomLevel } from './zoom-level';

interface WireLabelProps {
  /** The port that it comes from, in the document. */
  readonly from: Endpoint | undefined;
  /** The middle of the wire. */
  readonly at: Point;
  /** Pixels from node to node: the text must not lie on either. */
  readonly room: number;
  /** The wire goes up or down more than across where the text is. */
  readonly isSteep: boolean;
}

/** A generous average of digits at the size of the stylesheet. */
const CHARACTER = 7.5;
/** Over the two ports a little text may lie. */
const OVERLAP = 10;

/** The shape of what flows through a wire, around its middle; not from afar, and not where it has no room. */
export function WireLabel(props: WireLabelProps) {
  const isReadable = useZoomLevel((state) => state.isReadable);
  return isReadable ? <Label {...props} /> : null;
}

function Label({ from, at, room, isSteep }: WireLabelProps) {
  const text = useEditor((state) => {
    const value = from && state.analysis?.inferred.get(from.node)?.outputs[from.port];
    return value && wireText(value);
  });
  if (!text) return null;
  const lines = isSteep
    ? [{ text: text.short, y: 4 }]
    : [
        { text: text.above, y: -6 },
        { text: text.below, y: 15 },
      ];
  return (
    <g className={styles.text} aria-hidden>
      {lines
        .filter((line) => line.text.length * CHARACTER <= room + OVERLAP)
        .map((line) => (
          <text key={line.y} x={at.x} y={at.y + line.y}>
            {line.text}
          </text>
        ))}
    </g>
  );
}
