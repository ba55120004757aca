import type { GraphDocument, GraphNode, Json } from '../graph/document';
import { updateNode } from '../graph/edit';
import type { Catalog } from '../plan/catalog';
import type { NodeKind } from '../plan/kind';
import { withParam } from '../plan/set-param';
import { BadInput } from './failure';

type Registry = ReadonlyMap<string, NodeKind>;

/** `NODE.PARAM=VALUE`; the value is JSON, or text as it stands. */
export function applySetting(document: GraphDocument, registry: Registry, setting: string): GraphDocument {
  const match = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(setting);
  if (!match) throw new BadInput(`--set ${setting}: expected NODE.PARAM=VALUE.`);
  const [, nodeId = '', param = '', text = ''] = match;
  const node = nodeOf(document, nodeId, `--set ${setting}`);
  const specs = registry.get(node.kind)?.params ?? {};
  const known = Object.keys(specs);
  const spec = specs[param];
  if (!spec) {
    throw new BadInput(
      `--set ${setting}: node "${nodeId}" (${node.kind}) has no parameter "${param}". It has: ${known.join(', ')}.`,
    );
  }
  return withParams(document, nodeId, { [param]: TEXTUAL.has(spec.control) ? text : parseValue(text) });
}

/** Controls whose values are names, even those that look like numbers (an input size, a class "0"). */
const TEXTUAL: ReadonlySet<string> = new Set(['choice', 'dynamic-choice', 'text']);

function parseValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** Gives every node that has a seed this one. */
export function applySeed(document: GraphDocument, registry: Registry, seed: number): GraphDocument {
  return document.nodes
    .filter((node) => registry.get(node.kind)?.params.seed !== undefined)
    .reduce((current, node) => withParams(current, node.id, { seed }), document);
}

/** Points a dataset node at the user's own images. */
export function applyData(
  document: GraphDocument,
  registry: Registry,
  nodeId: string,
  dataset: { readonly id: string; readonly name: string },
): GraphDocument {
  const node = nodeOf(document, nodeId, `--data ${nodeId}=…`);
  const specs = registry.get(node.kind)?.params ?? {};
  const param = Object.entries(specs).find(([, spec]) => spec.control === 'dataset')?.[0];
  if (param === undefined) {
    throw new BadInput(`--data ${nodeId}=…: node "${nodeId}" (${node.kind}) takes no images.`);
  }
  const source: Record<string, Json> = specs.source ? { source: 'files' } : {};
  return withParams(document, nodeId, { ...source, [param]: { id: dataset.id, name: dataset.name } });
}

/** Points a backbone node at another network; what the one before had alone (a cut, a size) goes with it. */
export function applyBackbone(
  document: GraphDocument,
  registry: Registry,
  nodeId: string,
  backbone: string,
  catalog: Catalog,
): GraphDocument {
  const node = nodeOf(document, nodeId, `--backbone ${nodeId}=…`);
  const kind = registry.get(node.kind);
  if (!kind?.params.backbone) {
    throw new BadInput(`--backbone ${nodeId}=…: node "${nodeId}" (${node.kind}) takes no backbone.`);
  }
  return withParams(document, nodeId, withParam(kind, node.params, 'backbone', backbone, catalog));
}

/** Splits `NODE=VALUE` at the first equals sign; `what` names the value for people. */
export function parseAssignment(
  option: string,
  text: string,
  what: string,
): { readonly nodeId: string; readonly value: string } {
  const at = text.indexOf('=');
  if (at <= 0 || at === text.length - 1) throw new BadInput(`${option} ${text}: expected NODE=${what}.`);
  return { nodeId: text.slice(0, at), value: text.slice(at + 1) };
}

function nodeOf(document: GraphDocument, id: string, option: string): GraphNode {
  const node = document.nodes.find((candidate) => candidate.id === id);
  if (node) return node;
  const ids = document.nodes.map((candidate) => candidate.id).join(', ');
  throw new BadInput(`${option}: the graph has no node "${id}". It has: ${ids}.`);
}

const withParams = (document: GraphDocument, id: string, params: Record<string, Json>): GraphDocument =>
  updateNode(document, id, (node) => ({ ...node, params: { ...node.params, ...params } }));
