import { useMemo, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { registry } from '../../../nodes/registry';
import type { GraphNode } from '../../graph/document';
import type { Problem } from '../../graph/problem';
import type { DataExpression, LoadExpression } from '../../plan/expressions';
import type { NodeInfo, Step } from '../../plan/plan';
import { translated } from '../language/t';
import { type EditorState, useEditor } from './editor-store';
import { type NodeRun, nodeRun } from './node-run';
import { useOfNode } from './of-node';
import type { StepState } from './run-state';

export const useNodeRun = (nodeId: string): NodeRun =>
  useOfNode(
    nodeId,
    useShallow((state: EditorState) => nodeRun(state.run, state.analysis?.plan, nodeId)),
  );

export const useNodeInfo = (nodeId: string): NodeInfo | undefined =>
  useOfNode(nodeId, (state) => state.analysis?.plan.nodes[nodeId]);

export interface NodeStep {
  readonly step: Step;
  /** How its last run went, if it was ever run as it is now. */
  readonly state: StepState | undefined;
}

/** The steps that work for a node under the current plan. */
export function useNodeSteps(nodeId: string): readonly NodeStep[] {
  const plan = useEditor((state) => state.analysis?.plan);
  const steps = useMemo(() => {
    const ids = new Set(plan?.nodes[nodeId]?.steps);
    return plan?.steps.filter((step) => ids.has(step.id)) ?? [];
  }, [plan, nodeId]);
  const states = useEditor(useShallow((state) => steps.map((step) => state.run.steps[step.key])));
  return steps.map((step, place) => ({ step, state: states[place] }));
}

export const useGraphNode = (nodeId: string): GraphNode | undefined =>
  useEditor((state) => state.history.present.nodes.find((node) => node.id === nodeId));

/** The user's name for a node, or its kind's. */
export const nodeTitle = (node: GraphNode): string =>
  node.label ?? translated(registry.get(node.kind)?.label ?? node.kind);

/** What is wrong with a node: found by the compiler, or by the last run. Errors first. */
export function useNodeProblems(nodeId: string): readonly Problem[] {
  const compiled = useNodeInfo(nodeId)?.problems;
  const { problems: fromRun } = useNodeRun(nodeId);
  return useMemo(() => sortProblems([...(compiled ?? []), ...fromRun]), [compiled, fromRun]);
}

const SEVERITIES: readonly Problem['severity'][] = ['error', 'warning', 'info'];

const sortProblems = (problems: readonly Problem[]): readonly Problem[] =>
  [...problems].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));

/** The data that a node gives or takes, as the compiler understands it. */
export function useDataExpression(nodeId: string): DataExpression | undefined {
  const found = useEditor((state) => {
    const node = state.analysis?.inferred.get(nodeId);
    const value = node?.outputs.data ?? node?.inputs.data;
    return value?.type === 'data' ? value.expression : undefined;
  });
  // Every edit anywhere makes new expressions; what means the same must stay the same object.
  const stable = useRef(found);
  if (JSON.stringify(stable.current) !== JSON.stringify(found)) stable.current = found;
  return stable.current;
}

/** What the data is before any split or augmentation. */
export function loadOf(expression: DataExpression): LoadExpression {
  let current = expression;
  while (current.op !== 'load') current = current.data;
  return current;
}
