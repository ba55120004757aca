import { useStore } from '@xyflow/react';
import { type ComponentType, createContext, memo, useContext, useDeferredValue, useMemo } from 'react';

/** Below this scale the text of a node is too small to be read. */
const FAR_BELOW = 0.3;

/** What is shown in the simple way, because it is seen from afar. */
interface Farness {
  readonly nodes: boolean;
  readonly wires: boolean;
}

export const FarContext = createContext<Farness>({ nodes: false, wires: false });

/**
 * Far is far at once. Coming near, nodes may take a moment to be drawn in full: the canvas moves on
 * meanwhile. Wires go their ways around nodes in graphs of a size in which one can follow them.
 */
export function useFarness(isLarge: boolean): Farness {
  const isFar = useStore((state) => state.transform[2] < FAR_BELOW);
  const wasFar = useDeferredValue(isFar);
  const nodes = isFar || wasFar;
  return useMemo(() => ({ nodes, wires: nodes && isLarge }), [nodes, isLarge]);
}

/** Draws a thing in full where it is near, and the simple way from afar. */
export const byDistance = <P extends object>(
  what: keyof Farness,
  Near: ComponentType<P>,
  Far: ComponentType<P>,
) =>
  memo(function ByDistance(props: P) {
    return useContext(FarContext)[what] ? <Far {...props} /> : <Near {...props} />;
  });
