import type { GraphDocument, GraphNode } from '../../../graph/document';

/** The node that feeds a port. */
function sourceOf(document: GraphDocument, id: string, port: string): GraphNode | undefined {
  const wire = document.wires.find(({ to }) => to.node === id && to.port === port);
  return wire && document.nodes.find((node) => node.id === wire.from.node);
}

/** Where data comes from, without what only varies it. */
function originOfData(document: GraphDocument, id: string): string | undefined {
  let source = sourceOf(document, id, 'data');
  // A chain of wires may be closed to a circle while it is edited.
  for (let steps = 0; source?.kind === 'augment' && steps < document.nodes.length; steps++) {
    source = sourceOf(document, source.id, 'data');
  }
  return source?.id;
}

function bodyOf(document: GraphDocument, id: string): GraphNode | undefined {
  let source = sourceOf(document, id, 'model');
  for (let steps = 0; source && steps < document.nodes.length; steps++) {
    const before = sourceOf(document, source.id, 'model');
    if (!before) return source;
    source = before;
  }
  return source;
}

/** The Backbone nodes whose network is trained on the data that this node looks at. */
export function backbonesBeside(document: GraphDocument, nodeId: string): readonly GraphNode[] {
  const origin = originOfData(document, nodeId);
  if (origin === undefined) return [];
  const bodies = document.nodes
    .filter(({ id, kind }) => kind === 'train' && originOfData(document, id) === origin)
    .flatMap(({ id }) => bodyOf(document, id) ?? [])
    .filter(({ kind }) => kind === 'backbone');
  return [...new Set(bodies)];
}
