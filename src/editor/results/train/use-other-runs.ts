import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { t } from '../../language/t';
import { useEditor } from '../../store/editor-store';
import { nodeTitle } from '../../store/node-hooks';
import type { StepState } from '../../store/run-state';
import { runDifferences } from './run-differences';

/** A training of this visit that can be drawn beside another. */
export interface RunChoice {
  /** Its content key. */
  readonly key: string;
  readonly name: string;
  /** What sets it apart. */
  readonly help: string;
  readonly step: StepState;
}

/** More could not be told apart by colour. */
const MOST_CHOICES = 12;

/** The trainings of this visit besides `current`: of the graph's other Train nodes, and earlier ones of this node. */
export function useOtherRuns(nodeId: string, current: StepState | undefined): readonly RunChoice[] {
  const nodes = useEditor((state) => state.history.present.nodes);
  const shown = useEditor((state) => state.run.shown);
  const steps = useEditor(
    useShallow((state) =>
      Object.values(state.run.steps).filter(({ op, history }) => op === 'fit' && history.length > 0),
    ),
  );
  return useMemo(() => {
    const others = nodes.flatMap((node): RunChoice[] => {
      const step = node.id === nodeId ? undefined : steps.find(({ key }) => key === shown[node.id]);
      if (!step || step.key === current?.key) return [];
      return [{ key: step.key, name: nodeTitle(node), help: t('in this graph'), step }];
    });
    const earlier = steps
      .filter((step) => step.nodes[0] === nodeId && step.key !== current?.key)
      .map((step, place): RunChoice => {
        const help = runDifferences(step.options, current?.options);
        return { key: step.key, name: t('Earlier run {place}', { place: place + 1 }), help, step };
      });
    return [...others, ...earlier.reverse()].slice(0, MOST_CHOICES);
  }, [nodes, shown, steps, nodeId, current]);
}
