import type { Edge } from '@xyflow/react';
import type { MouseEvent } from 'react';
import { create } from 'zustand';
import { WireFacts } from '../flow/wire-facts';
import styles from './wire-detail.module.css';

interface Pointed {
  readonly wire?: string;
  /** Of the pointer, in pixels of the window. */
  readonly x: number;
  readonly y: number;
}

const usePointed = create<Pointed>(() => ({ x: 0, y: 0 }));

/** Somebody who only passes over a wire wants to see no box. */
const REST_MS = 250;
let timer: ReturnType<typeof setTimeout> | undefined;

function leave(): void {
  clearTimeout(timer);
  if (usePointed.getState().wire !== undefined) usePointed.setState({ wire: undefined });
}

/** For the canvas: watches which wire the pointer rests on. */
export const wireHover = {
  onEdgeMouseEnter: ({ clientX: x, clientY: y }: MouseEvent, { id }: Edge) => {
    clearTimeout(timer);
    timer = setTimeout(() => usePointed.setState({ wire: id, x, y }), REST_MS);
  },
  onEdgeMouseLeave: leave,
  onMoveStart: leave,
};

const SIZE = { width: 290, height: 190 };
const OFFSET = 14;

/** A box beside the pointer that says what flows through the wire below it. */
export function WireDetail() {
  const { wire, x, y } = usePointed();
  if (wire === undefined) return null;
  const left = x + OFFSET + SIZE.width > innerWidth ? x - OFFSET - SIZE.width : x + OFFSET;
  const top = y + OFFSET + SIZE.height > innerHeight ? y - OFFSET - SIZE.height : y + OFFSET;
  return (
    <div className={styles.detail} style={{ left, top, width: SIZE.width }} role="tooltip">
      <WireFacts wireId={wire} />
    </div>
  );
}
