import { type KeyboardEvent, useState } from 'react';

export interface Cell {
  readonly truth: number;
  readonly predicted: number;
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The cell of a square matrix that the mouse or the arrow keys point at, and what its element needs for that. */
export function useActiveCell(size: number, onPick: (cell: Cell) => void) {
  const [active, setActive] = useState<Cell>();
  const clamp = (value: number) => Math.min(size - 1, Math.max(0, value));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && active) onPick(active);
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    setActive((now) =>
      now
        ? { truth: clamp(now.truth + move[0]), predicted: clamp(now.predicted + move[1]) }
        : { truth: 0, predicted: 0 },
    );
  };
  return {
    active,
    pointAt: (truth: number, predicted: number) =>
      setActive({ truth: clamp(truth), predicted: clamp(predicted) }),
    handlers: {
      onKeyDown,
      onFocus: () => setActive((now) => now ?? { truth: 0, predicted: 0 }),
      onBlur: () => setActive(undefined),
      onMouseLeave: () => setActive(undefined),
    },
  };
}
