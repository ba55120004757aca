import type { GraphDocument, GraphNode, Wire } from '../graph/document';
import { modeOf, passThrough } from '../graph/mode';
import type { PortSpec } from '../graph/ports';
import { hasErrors, type Problem } from '../graph/problem';
import { adjacency, topologicalOrder } from '../graph/topology';
import type { Catalog } from './catalog';
import type { Expression, Value } from './expressions';
import { type Inference, sameAsBefore } from './infer-again';
import type { Fact, NodeKind } from './kind';
import { readParams } from './read-params';
import { cannotBypass, isStopped, type Off } from './switched-off';
import { upgradeNode } from './upgrade';

export interface InferredNode {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  readonly inputs: Readonly<Record<string, Value | undefined>>;
  readonly outputs: Readonly<Record<string, Value | undefined>>;
  /** What the node stands for, where that is neither one of its outputs nor what is wired into it. */
  readonly meaning?: readonly Expression[];
  /** It does no work of its own, and why. */
  readonly off?: Off;
}

/**
 * What every node of the document means, found in one pass from sources to sinks. Given what was found
 * `before` an edit, only what the edit touches is found anew.
 */
export function inferGraph(
  document: GraphDocument,
  registry: ReadonlyMap<string, NodeKind>,
  catalog: Catalog,
  before?: Inference,
): ReadonlyMap<string, InferredNode> {
  const { nodes, into, sorted, cyclic } = wiringOf(document);
  const old = before?.catalog === catalog ? { ...before, ...wiringOf(before.document) } : undefined;
  const inferred = new Map<string, InferredNode>();
  const onCycle = new Set(cyclic);
  // On a circle what enters a node is not known before the node itself: nothing there can be kept.
  const kept = old && cyclic.length + old.cyclic.length === 0 ? old : undefined;
  // Nodes on or behind a cycle have no order; they come last, so that their own problems show too.
  for (const id of new Set([...sorted, ...nodes.keys()])) {
    const node = nodes.get(id);
    if (!node) continue;
    const same = kept && sameAsBefore(node, kept, { nodes, into, inferred });
    if (same) {
      inferred.set(id, same);
      continue;
    }
    const known = inferNode(node, registry, catalog, into.get(id) ?? [], nodes, inferred);
    if (isStopped(known.off)) inferred.set(id, { ...known, problems: [] });
    else inferred.set(id, onCycle.has(id) ? { ...known, problems: [...known.problems, cycle(id)] } : known);
  }
  return inferred;
}

/** Found once for each document: the next edit asks for it again. */
const wirings = new WeakMap<GraphDocument, ReturnType<typeof readWiring>>();

function wiringOf(document: GraphDocument) {
  const known = wirings.get(document);
  if (known) return known;
  const wiring = readWiring(document);
  wirings.set(document, wiring);
  return wiring;
}

const readWiring = (document: GraphDocument) => ({
  nodes: new Map(document.nodes.map((node) => [node.id, node])),
  into: adjacency(document).into,
  ...topologicalOrder(document),
});

function inferNode(
  node: GraphNode,
  registry: ReadonlyMap<string, NodeKind>,
  catalog: Catalog,
  wires: readonly Wire[],
  nodes: ReadonlyMap<string, GraphNode>,
  inferred: ReadonlyMap<string, InferredNode>,
): InferredNode {
  const kind = registry.get(node.kind);
  const mode = modeOf(node);
  const passed = kind && mode === 'bypass' ? passThrough(kind) : undefined;
  const counting = passed ? wires.filter(({ to }) => [...passed.values()].includes(to.port)) : wires;
  const isAfterMute = counting.some(({ from }) => isStopped(inferred.get(from.node)?.off));
  const off: Off | undefined = mode === 'mute' ? 'mute' : isAfterMute ? 'after-mute' : mode;
  if (!kind) return { facts: [], problems: [unknownKind(node)], inputs: {}, outputs: {}, off };
  if (node.kindVersion > kind.version) {
    return { facts: [], problems: [newerKind(node, kind)], inputs: {}, outputs: {}, off };
  }

  const { params, problems: paramProblems } = readParams(kind, upgradeNode(node, kind).params);
  // What a node would do with its parameters does not matter while it only hands something on.
  const problems: Problem[] = passed ? [] : paramProblems.map((problem) => ({ ...problem, nodeId: node.id }));
  if (mode === 'bypass' && !passed) problems.push(cannotBypass(node.id, kind));
  const inputs: Record<string, Value | undefined> = {};
  let complete = true;
  for (const [port, spec] of Object.entries(kind.inputs)) {
    const entering = counting.filter((wire) => wire.to.port === port);
    const wire = entering[0];
    if (!wire) {
      if (passed ? [...passed.values()].includes(port) : spec.required !== false) {
        problems.push(notConnected(node.id, port, spec));
        complete = false;
      }
      continue;
    }
    if (entering.length > 1) problems.push(twoWires(node.id, port, spec));
    const source = nodes.get(wire.from.node);
    const output = source && registry.get(source.kind)?.outputs[wire.from.port];
    const mismatch = checkWire(node.id, port, spec, wire, source, output, registry);
    if (mismatch) problems.push(mismatch);
    const value = mismatch ? undefined : inferred.get(wire.from.node)?.outputs[wire.from.port];
    inputs[port] = value;
    // Without a value the cause is upstream and reported there: this node is only blocked by it.
    if (!value) complete = false;
  }
  for (const wire of counting) {
    if (!(wire.to.port in kind.inputs)) problems.push(noSuchPort(node.id, wire.to.port, kind));
  }
  if (passed) {
    const outputs = Object.fromEntries([...passed].map(([output, input]) => [output, inputs[input]]));
    return { facts: [], problems, inputs, outputs: hasErrors(problems) ? {} : outputs, off };
  }
  if (!complete) return { facts: [], problems, inputs, outputs: {}, off };

  const result = kind.infer({ inputs: inputs as never, params: params as never, catalog });
  const own = (result.problems ?? []).map((problem) => ({ ...problem, nodeId: node.id }));
  const { outputs, meaning } = hasErrors(problems) ? { outputs: {} } : result;
  return { facts: result.facts ?? [], problems: [...problems, ...own], inputs, outputs, meaning, off };
}

function checkWire(
  nodeId: string,
  port: string,
  spec: PortSpec,
  wire: Wire,
  source: GraphNode | undefined,
  output: PortSpec | undefined,
  registry: ReadonlyMap<string, NodeKind>,
): Problem | undefined {
  if (!source) {
    return {
      code: 'wire/from-nowhere',
      severity: 'error',
      nodeId,
      port,
      message: `The wire into "${spec.label}" starts at node "${wire.from.node}", which does not exist.`,
      hint: 'Delete the wire and draw it again.',
    };
  }
  // An unknown kind has unknown ports; it reports itself.
  if (!registry.has(source.kind)) return undefined;
  if (!output) {
    return {
      code: 'wire/no-output',
      severity: 'error',
      nodeId,
      port,
      message: `The wire into "${spec.label}" starts at an output "${wire.from.port}" that "${source.id}" does not have.`,
      hint: 'Delete the wire and draw it again.',
    };
  }
  if (output.type === spec.type) return undefined;
  return {
    code: 'wire/type',
    severity: 'error',
    nodeId,
    port,
    message: `The wire into "${spec.label}" has the wrong type.`,
    expected: spec.type,
    received: `${output.type} (from "${source.id}")`,
    hint: 'Wires join equal types: delete it and draw one from an output of the same colour.',
  };
}

const unknownKind = (node: GraphNode): Problem => ({
  code: 'node/unknown-kind',
  severity: 'error',
  nodeId: node.id,
  message: `This build of Graft has no node kind "${node.kind}".`,
  hint: 'The node is kept as it is. Update Graft to run it, or delete it.',
});

const newerKind = (node: GraphNode, kind: NodeKind): Problem => ({
  code: 'node/newer-kind',
  severity: 'error',
  nodeId: node.id,
  message: `This "${kind.label}" node was saved by a newer Graft.`,
  expected: `version ${kind.version} or lower`,
  received: `version ${node.kindVersion}`,
  hint: 'The node is kept as it is. Update Graft to run it, or replace it.',
});

const notConnected = (nodeId: string, port: string, spec: PortSpec): Problem => ({
  code: 'wire/missing',
  severity: 'error',
  nodeId,
  port,
  message: `"${spec.label}" is not connected.`,
  expected: `a wire of type ${spec.type}`,
  hint: spec.help,
});

const twoWires = (nodeId: string, port: string, spec: PortSpec): Problem => ({
  code: 'wire/two',
  severity: 'error',
  nodeId,
  port,
  message: `Two wires enter "${spec.label}", which takes one.`,
  hint: 'Delete one of them.',
});

const noSuchPort = (nodeId: string, port: string, kind: NodeKind): Problem => ({
  code: 'wire/no-input',
  severity: 'error',
  nodeId,
  port,
  message: `A wire enters "${port}", but "${kind.label}" has no such input.`,
  hint: 'Delete the wire.',
});

const cycle = (nodeId: string): Problem => ({
  code: 'graph/cycle',
  severity: 'error',
  nodeId,
  message: 'This node is on a circle of wires: it would depend on its own result.',
  hint: 'Delete one wire of the circle.',
});
