import type { GraphDocument } from '../graph/document';
import { DOCUMENT_VERSION } from '../graph/document';
import { hasErrors, type Problem } from '../graph/problem';
import { upstreamOf } from '../graph/topology';
import type { Catalog } from './catalog';
import { expressionKeys } from './expression-key';
import type { Expression, Value } from './expressions';
import { type InferredNode, inferGraph } from './infer';
import type { NodeKind } from './kind';
import { startLowering } from './lower';
import type { NodeInfo, Plan, Step } from './plan';

export interface CompileOptions {
  readonly registry: ReadonlyMap<string, NodeKind>;
  readonly catalog: Catalog;
  /** Nodes whose results are wanted; without it, every node that is a target by its kind. */
  readonly targets?: readonly string[];
}

/**
 * Compiles a graph to a plan. Pure and deterministic; never throws on any document. With errors
 * upstream of the targets, the plan has no steps and `blocking` says why.
 */
export function compile(document: GraphDocument, options: CompileOptions): Plan {
  return compileInferred(document, inferGraph(document, options.registry, options.catalog), options);
}

/** As `compile`, for whoever needs what inference found as well: it has to run only once then. */
export function compileInferred(
  document: GraphDocument,
  inferred: ReadonlyMap<string, InferredNode>,
  { registry, catalog, targets }: CompileOptions,
): Plan {
  const wanted = targets ?? defaultTargets(document, registry);
  const needed = upstreamOf(document, wanted);
  const global = [...fromFuture(document), ...(wanted.length === 0 ? [nothingToRun] : [])];
  const blocking = [...global, ...[...needed].flatMap((id) => inferred.get(id)?.problems ?? [])].filter(
    (problem) => problem.severity === 'error',
  );
  const lowered = hasErrors(blocking) ? NOTHING_LOWERED : lowerTargets(inferred, wanted, needed, catalog);
  const infoOf = (id: string, node: InferredNode): NodeInfo => ({
    facts: node.facts,
    problems: node.problems,
    resultStep: lowered.results.get(id),
    steps: lowered.byNode.get(id) ?? [],
  });
  return {
    steps: lowered.steps,
    nodes: Object.fromEntries([...inferred].map(([id, node]) => [id, infoOf(id, node)])),
    targets: wanted,
    problems: [...global, ...[...inferred.values()].flatMap((node) => node.problems)],
    blocking,
  };
}

interface Lowered {
  readonly steps: readonly Step[];
  readonly byNode: ReadonlyMap<string, readonly string[]>;
  /** The step that gives a node's own result. */
  readonly results: ReadonlyMap<string, string>;
}

const NOTHING_LOWERED: Lowered = { steps: [], byNode: new Map(), results: new Map() };

function defaultTargets(document: GraphDocument, registry: ReadonlyMap<string, NodeKind>): string[] {
  return document.nodes.filter((node) => registry.get(node.kind)?.target).map((node) => node.id);
}

function lowerTargets(
  inferred: ReadonlyMap<string, InferredNode>,
  targets: readonly string[],
  needed: ReadonlySet<string>,
  catalog: Catalog,
): Lowered {
  const keyOf = expressionKeys();
  const owners = new Map<string, string[]>();
  for (const [id, node] of inferred) {
    if (!needed.has(id)) continue;
    for (const expression of expressionsOf(node.outputs)) {
      const key = keyOf(expression);
      owners.set(key, [...(owners.get(key) ?? []), id]);
    }
  }
  const lowering = startLowering(catalog, keyOf, owners);
  for (const id of targets) {
    for (const expression of meaningOf(inferred.get(id))) lowering.lower(expression);
  }
  const steps = lowering.steps();
  const byNode = groupByNode(steps);
  const results = new Map<string, string>();
  for (const id of needed) {
    const [meaning] = meaningOf(inferred.get(id));
    const step = (meaning && lowering.stepOf(meaning)) ?? byNode.get(id)?.at(-1);
    if (step !== undefined) results.set(id, step);
  }
  return { steps, byNode, results };
}

/** What a node stands for: its outputs, or for a node without any (Try it), what is wired into it. */
function meaningOf(node: InferredNode | undefined): readonly Expression[] {
  if (!node) return [];
  const own = expressionsOf(node.outputs);
  return own.length > 0 ? own : expressionsOf(node.inputs);
}

function groupByNode(steps: readonly Step[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const step of steps) {
    for (const node of step.nodes) groups.set(node, [...(groups.get(node) ?? []), step.id]);
  }
  return groups;
}

const expressionsOf = (values: Readonly<Record<string, Value | undefined>>): Expression[] =>
  Object.values(values).flatMap((value) => (value ? [value.expression] : []));

const nothingToRun: Problem = {
  code: 'graph/nothing-to-run',
  severity: 'error',
  message: 'There is nothing to run yet.',
  hint: 'Add a Train node, and an Evaluate node to see how good it is. Or open a template.',
};

function fromFuture(document: GraphDocument): Problem[] {
  if (document.version <= DOCUMENT_VERSION) return [];
  return [
    {
      code: 'graph/from-the-future',
      severity: 'error',
      message: 'This graph was saved by a newer Graft and cannot be run by this one.',
      expected: `document version ${DOCUMENT_VERSION}`,
      received: `version ${document.version}`,
      hint: 'Update Graft. The graph is kept as it is.',
    },
  ];
}
