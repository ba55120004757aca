import type { GraphDocument } from '../graph/document';
import { DOCUMENT_VERSION } from '../graph/document';
import { hasErrors, type Problem } from '../graph/problem';
import { upstreamOf } from '../graph/topology';
import type { Catalog } from './catalog';
import { describeStep } from './costs';
import type { Draft, DraftStep } from './draft';
import { type InferredNode, inferGraph } from './infer';
import type { NodeKind } from './kind';
import { lower } from './lower';
import { MEMORY_BUDGET } from './memory';
import { OP_VERSIONS } from './op-versions';
import { applyPasses } from './passes';
import type { NodeInfo, PassReport, Plan, Step } from './plan';
import { allOff, liveWires } from './switched-off';

export interface CompileOptions {
  readonly registry: ReadonlyMap<string, NodeKind>;
  readonly catalog: Catalog;
  /** Nodes whose results are wanted; without it, every node that is a target by its kind. */
  readonly targets?: readonly string[];
  /** Bytes that the activations of a forward pass may take. */
  readonly memoryBudget?: number;
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
  options: CompileOptions,
): Plan {
  const { catalog, memoryBudget = MEMORY_BUDGET } = options;
  const { wanted, global, blocking } = blockingOf(document, inferred, options);
  const { steps, passes, byNode, results, found } = hasErrors(blocking)
    ? NOTHING
    : finish(applyPasses(lower(inferred, wanted, catalog), { catalog, memoryBudget }));
  const infoOf = (id: string, node: InferredNode): NodeInfo => ({
    facts: node.facts,
    off: node.off,
    problems: [...node.problems, ...(found.get(id) ?? [])],
    resultStep: results.get(id),
    steps: byNode.get(id) ?? [],
  });
  const nodes = Object.fromEntries([...inferred].map(([id, node]) => [id, infoOf(id, node)]));
  return {
    steps,
    passes,
    nodes,
    targets: wanted,
    problems: [...global, ...Object.values(nodes).flatMap((node) => node.problems)],
    blocking,
  };
}

/** What is wanted, what is wrong with the graph as a whole, and the errors that keep it from running. */
export function blockingOf(
  document: GraphDocument,
  inferred: ReadonlyMap<string, InferredNode>,
  { registry, targets }: Pick<CompileOptions, 'registry' | 'targets'>,
) {
  const all = targets ?? defaultTargets(document, registry);
  const wanted = all.filter((id) => inferred.get(id)?.off === undefined);
  const needed = upstreamOf({ wires: liveWires(document, registry) }, wanted);
  const nothing = wanted.length > 0 ? [] : [all.length > 0 ? allOff : nothingToRun];
  const global = [...fromFuture(document), ...nothing];
  const blocking = [...global, ...[...needed].flatMap((id) => inferred.get(id)?.problems ?? [])].filter(
    (problem) => problem.severity === 'error',
  );
  return { wanted, global, blocking };
}

interface Finished {
  readonly steps: readonly Step[];
  readonly passes: readonly PassReport[];
  readonly byNode: ReadonlyMap<string, readonly string[]>;
  /** The step that gives a node's own result. */
  readonly results: ReadonlyMap<string, string>;
  /** What the passes found about a node. */
  readonly found: ReadonlyMap<string, readonly Problem[]>;
}

const NOTHING: Finished = {
  steps: [],
  passes: [],
  byNode: new Map(),
  results: new Map(),
  found: new Map(),
};

function defaultTargets(document: GraphDocument, registry: ReadonlyMap<string, NodeKind>): string[] {
  return document.nodes.filter((node) => registry.get(node.kind)?.target).map((node) => node.id);
}

/** Numbers the steps that the passes left, and says of each node which are its own. */
function finish({ draft, reports }: ReturnType<typeof applyPasses>): Finished {
  const ids = new Map(draft.steps.map((step, index) => [step.id, `${index + 1}-${step.op}`]));
  const idOf = (draftId: string): string => ids.get(draftId) ?? draftId;
  const steps = draft.steps.map((step) => finishStep(step, idOf));
  const byNode = groupBy(
    steps,
    ({ nodes }) => nodes,
    ({ id }) => id,
  );
  return {
    steps,
    passes: reports,
    byNode,
    results: resultsOf(draft, ids, byNode),
    found: problemsByNode(draft),
  };
}

function finishStep(step: DraftStep, idOf: (draftId: string) => string): Step {
  const { id, op, nodes, params, inputs, notes, key } = step;
  if (key === undefined) throw new Error(`The step "${id}" was given no key.`);
  const named = Object.fromEntries(Object.entries(inputs).map(([role, input]) => [role, idOf(input)]));
  const about = describeStep(step);
  // Draft and step tie operation and parameters together in the same way.
  return {
    id: idOf(id),
    op,
    opVersion: OP_VERSIONS[op],
    key,
    nodes,
    inputs: named,
    params,
    notes,
    ...about,
  } as Step;
}

/** A node whose own step was rewritten away shows the last that works for it. */
function resultsOf(
  draft: Draft,
  ids: ReadonlyMap<string, string>,
  byNode: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, string> {
  const results = new Map(
    [...byNode].flatMap(([node, steps]) => steps.slice(-1).map((step) => [node, step])),
  );
  for (const [node, draftId] of draft.results) {
    const id = ids.get(draftId);
    if (id !== undefined) results.set(node, id);
  }
  return results;
}

const problemsByNode = ({ problems }: Draft): ReadonlyMap<string, readonly Problem[]> =>
  groupBy(
    problems,
    ({ nodeId = '' }) => [nodeId],
    (problem) => problem,
  );

function groupBy<T, V>(
  items: readonly T[],
  groupsOf: (item: T) => readonly string[],
  pick: (item: T) => V,
): ReadonlyMap<string, readonly V[]> {
  const groups = new Map<string, V[]>();
  for (const item of items) {
    for (const name of groupsOf(item)) {
      const group = groups.get(name);
      if (group) group.push(pick(item));
      else groups.set(name, [pick(item)]);
    }
  }
  return groups;
}

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
