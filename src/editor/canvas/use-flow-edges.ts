import { useEffect, useMemo, useRef } from 'react';
import type { GraphDocument } from '../../graph/document';
import { type FlowEdge, toFlowEdges } from './to-flow';

/** React Flow's edges: the very same ones for as long as no wire changes. */
export function useFlowEdges(document: GraphDocument, selected: ReadonlySet<string>): FlowEdge[] {
  const previous = useRef<FlowEdge[]>([]);
  const edges = useMemo(() => toFlowEdges(document, selected, previous.current), [document, selected]);
  useEffect(() => {
    previous.current = edges;
  }, [edges]);
  return edges;
}
