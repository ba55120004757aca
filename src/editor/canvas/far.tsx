import { useStore } from '@xyflow/react';
import { type ComponentType, createContext, memo, useContext, useDeferredValue } from 'react';

/** Below this scale the text of a node is too small to be read. */
const FAR_BELOW = 0.3;

/** Are nodes shown in the simple way, because they are seen from afar? */
export const FarContext = createContext(false);

/**
 * Far is far at once. Coming near, nodes may take a moment to be drawn in full: the canvas moves on
 * meanwhile.
 */
export function useIsFar(): boolean {
  const isFar = useStore((state) => state.transform[2] < FAR_BELOW);
  const wasFar = useDeferredValue(isFar);
  return isFar || wasFar;
}

/** Draws a node in full where it is near, and the simple way from afar. */
export const byDistance = <P extends object>(Near: ComponentType<P>, Far: ComponentType<P>) =>
  memo(function ByDistance(props: P) {
    return useContext(FarContext) ? <Far {...props} /> : <Near {...props} />;
  });
