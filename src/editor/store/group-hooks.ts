import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Group } from '../../graph/document';
import type { Problem } from '../../graph/problem';
import { useEditor } from './editor-store';
import { joinStatuses, type NodeStatus, nodeRun, stepFraction } from './node-run';

/** Where the nodes of a group are in the run, as one. */
export const useGroupStatus = ({ members }: Group): NodeStatus =>
  useEditor((state) =>
    joinStatuses(members.map((id) => nodeRun(state.run, state.analysis?.plan, id).status)),
  );

/** How far the step is that works for one of the nodes now; `undefined` when none does, 0 when it does not say. */
export const useGroupProgress = ({ members }: Group): number | undefined =>
  useEditor((state) => {
    for (const id of members) {
      const { active } = nodeRun(state.run, state.analysis?.plan, id);
      if (active) return stepFraction(active) ?? 0;
    }
    return undefined;
  });

/** What is wrong with the nodes of a group: found by the compiler, or by the last run. Errors first. */
export function useGroupProblems({ members }: Group): readonly Problem[] {
  const found = useEditor(
    useShallow((state) =>
      members.flatMap((id) => [
        ...(state.analysis?.plan.nodes[id]?.problems ?? []),
        ...nodeRun(state.run, state.analysis?.plan, id).problems,
      ]),
    ),
  );
  return useMemo(
    () => [
      ...found.filter(({ severity }) => severity === 'error'),
      ...found.filter(({ severity }) => severity === 'warning'),
    ],
    [found],
  );
}

/** Are all nodes of a group selected? */
export const useGroupSelected = ({ members }: Group): boolean =>
  useEditor(({ selection }) => members.every((id) => selection.nodes.has(id)));
