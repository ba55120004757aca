import type { Endpoint, GraphDocument, GraphNode } from './document';
import type { PortSpec } from './ports';
import { downstreamOf } from './topology';

/** The ports of a node, or `undefined` when its kind is unknown. Passed in: the document knows no kinds. */
export type PortsOf = (
  node: GraphNode,
) => { readonly inputs: Record<string, PortSpec>; readonly outputs: Record<string, PortSpec> } | undefined;

export type Connection =
  | {
      readonly ok: true /** Wires that the new one replaces: an input takes one. */;
      readonly replaces: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

/** May a wire go from this output to that input? Says why not. */
export function canConnect(
  document: GraphDocument,
  portsOf: PortsOf,
  from: Endpoint,
  to: Endpoint,
): Connection {
  const source = document.nodes.find((node) => node.id === from.node);
  const target = document.nodes.find((node) => node.id === to.node);
  const output = source && portsOf(source)?.outputs[from.port];
  const input = target && portsOf(target)?.inputs[to.port];
  if (!output) return refuse(`There is no output "${from.port}" to start from.`);
  if (!input) return refuse(`There is no input "${to.port}" to end at.`);
  if (output.type !== input.type) {
    return refuse(
      `"${output.label}" gives ${output.type}, but "${input.label}" takes ${input.type}. Wires join equal types.`,
    );
  }
  if (downstreamOf(document, [to.node]).has(from.node)) {
    return refuse('This wire would close a circle: a node cannot depend on its own result.');
  }
  const replaces = document.wires
    .filter((wire) => wire.to.node === to.node && wire.to.port === to.port)
    .map((wire) => wire.id);
  return { ok: true, replaces };
}

const refuse = (reason: string): Connection => ({ ok: false, reason });
