import type { StepOp } from '../../plan/plan';
import { canvasHandle } from '../canvas/canvas-handle';
import { useEditor } from '../store/editor-store';
import { COMPARE_TAB, PLAN_TAB, resultTabs } from './tabs';

/** The canvas measures itself anew after the panel has opened. */
const LAYOUT_MS = 60;

/** The panel takes room from the canvas: what was in view stays in view. */
function showTraining(tab: string): void {
  const wasOpen = useEditor.getState().resultsOpen;
  useEditor.setState({ resultsOpen: true, resultsTab: tab });
  if (!wasOpen) setTimeout(() => canvasHandle()?.fitView(), LAYOUT_MS);
}

/**
 * Keeps the panel on what is interesting: the training when a run starts, the evaluation when it is
 * done, and whatever result node the user selects. Returns a function that stops it.
 */
export function followRun(): () => void {
  let opened: string | undefined;
  const stopRun = useEditor.subscribe(
    (state) => state.run.status,
    (status, before) => {
      const { history, run, resultsTab, resultsOpen } = useEditor.getState();
      const tabs = resultTabs(history.present);
      if (status === 'running') {
        const steps = Object.values(run.keys).map((key) => run.steps[key]);
        const nodesOf = (op: StepOp) => new Set(steps.flatMap((step) => (step?.op === op ? step.nodes : [])));
        const trains = nodesOf('fit');
        const finders = new Set([...nodesOf('range-test'), ...nodesOf('advise')]);
        const interesting =
          tabs.find(({ kind, id }) => kind === 'train' && trains.has(id)) ??
          tabs.find(({ id }) => finders.has(id));
        // Who watches the plan goes on watching it.
        const watchesPlan = resultsOpen && resultsTab === PLAN_TAB;
        opened = watchesPlan ? undefined : interesting?.id;
        if (opened) showTraining(opened);
      } else if (before === 'running' && status === 'done' && resultsTab === opened) {
        const compare = tabs.find((tab) => tab.id === COMPARE_TAB);
        const showsTest = tabs.some(
          ({ id, kind }) => id === opened && (kind === 'rate-finder' || kind === 'advisor'),
        );
        const next = showsTest ? undefined : (compare ?? tabs.find((tab) => tab.kind === 'evaluate'));
        if (next) useEditor.setState({ resultsTab: next.id });
      }
    },
  );
  const stopSelection = useEditor.subscribe(
    (state) => state.selection.nodes,
    (selected) => {
      const only = selected.size === 1 ? [...selected][0] : undefined;
      const { history, run } = useEditor.getState();
      const tab = resultTabs(history.present, only).find(({ id }) => id === only);
      if (!tab) return;
      const isResult = resultTabs(history.present).some(({ id }) => id === only);
      const hasResult = isResult && run.shown[tab.id] !== undefined;
      useEditor.setState((state) => ({ resultsTab: tab.id, resultsOpen: state.resultsOpen || hasResult }));
    },
  );
  return () => {
    stopRun();
    stopSelection();
  };
}
