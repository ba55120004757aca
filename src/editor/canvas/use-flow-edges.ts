import { useRef } from 'react';
import type { GraphDocument } from '../../graph/document';
import { type FlowEdge, hasSameEdges, toFlowEdges } from './to-flow';

interface Drawn {
  readonly document: GraphDocument;
  readonly selected: ReadonlySet<string>;
  readonly edges: FlowEdge[];
}

/** React Flow's edges: the very same ones for as long as no wire changes. */
export function useFlowEdges(document: GraphDocument, selected: ReadonlySet<string>): FlowEdge[] {
  const drawn = useRef<Drawn>(undefined);
  const before = drawn.current;
  const isSame = before?.selected === selected && hasSameEdges(before.document, document);
  const edges = isSame ? before.edges : toFlowEdges(document, selected, before?.edges);
  drawn.current = { document, selected, edges };
  return edges;
}
