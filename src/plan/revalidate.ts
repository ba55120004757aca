import { blockingOf, type CompileOptions } from './compile';
import type { InferredNode } from './infer';
import type { Inference } from './infer-again';
import type { NodeInfo, Plan } from './plan';

/**
 * The plan before an edit with what is known of the nodes after it: their facts, their problems and what
 * blocks a run are those of now. Steps are still those of before, until the graph is compiled again.
 */
export function revalidate(
  plan: Plan,
  before: Inference,
  { document, inferred }: Inference,
  options: Pick<CompileOptions, 'registry' | 'targets'>,
): Plan {
  const nodes: Record<string, NodeInfo> = {};
  for (const [id, node] of inferred) {
    const known = plan.nodes[id];
    nodes[id] =
      node === before.inferred.get(id) && known ? known : infoOf(node, before.inferred.get(id), known);
  }
  const { wanted, global, blocking } = blockingOf(document, inferred, options);
  return {
    ...plan,
    nodes,
    targets: wanted,
    problems: [...global, ...Object.values(nodes).flatMap((node) => node.problems)],
    blocking,
  };
}

/** What the passes said of a node stands until they look at it again. */
function infoOf(node: InferredNode, before: InferredNode | undefined, known: NodeInfo | undefined): NodeInfo {
  const found = known?.problems.slice(before?.problems.length ?? 0) ?? [];
  return {
    facts: node.facts,
    off: node.off,
    problems: found.length > 0 ? [...node.problems, ...found] : node.problems,
    resultStep: known?.resultStep,
    steps: known?.steps ?? [],
  };
}

/** The new plan, in which nodes of which nothing new is known keep what the old one has on them. */
export function keepSame(before: Plan, plan: Plan): Plan {
  const nodes = Object.entries(plan.nodes).map(([id, info]) => {
    const old = before.nodes[id];
    return [id, old && isSame(old, info) ? old : info] as const;
  });
  return { ...plan, nodes: Object.fromEntries(nodes) };
}

const isSame = (a: NodeInfo, b: NodeInfo): boolean =>
  a.facts === b.facts &&
  a.off === b.off &&
  a.resultStep === b.resultStep &&
  areSame(a.problems, b.problems) &&
  areSame(a.steps, b.steps);

const areSame = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a === b || (a.length === b.length && a.every((value, place) => value === b[place]));
