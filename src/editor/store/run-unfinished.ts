import type { FitStep, Plan } from '../../plan/plan';
import type { UnfinishedTraining } from '../../worker/api';
import { engine } from '../engine/engine';
import { t } from '../language/t';
import { type EditorState, useEditor } from './editor-store';
import { recallUnfinished } from './run-state';

const NONE: readonly UnfinishedTraining[] = [];

const fitSteps = (plan: Plan | undefined): readonly FitStep[] =>
  plan?.steps.flatMap((step) => (step.op === 'fit' ? [step] : [])) ?? [];

const keysOf = (plan: Plan | undefined): string =>
  fitSteps(plan)
    .map(({ key }) => key)
    .join();

/**
 * The trainings of the graph as it is now that can go on from where they stopped; none while the graph
 * cannot run at all. Compare the lists by their elements: each call makes a new one.
 */
export function unfinishedTrainings({ analysis, unfinished }: EditorState): readonly UnfinishedTraining[] {
  const plan = analysis?.plan;
  if (unfinished.size === 0 || !plan || plan.blocking.length > 0) return NONE;
  return fitSteps(plan).flatMap(({ key }) => unfinished.get(key) ?? []);
}

/** `epoch 8 of 20`: where a training goes on. */
export const placeOf = ({ epoch, epochs }: UnfinishedTraining): string =>
  t('epoch {epoch} of {epochs}', { epoch, epochs });

/** The node that shows a training. */
export const nodeOf = ({ analysis }: EditorState, { key }: UnfinishedTraining): string | undefined =>
  fitSteps(analysis?.plan).find((step) => step.key === key)?.nodes[0];

/** Asks the engine which trainings of the graph as it is now are unfinished. */
export async function lookForUnfinished(): Promise<void> {
  const steps = fitSteps(useEditor.getState().analysis?.plan);
  if (steps.length === 0) return;
  const found = await (await engine()).unfinished(steps.map(({ key }) => key));
  const byKey = new Map(found.map((training) => [training.key, training]));
  useEditor.setState((state) => {
    // A run that began meanwhile knows better.
    if (state.run.status === 'running') return {};
    const unfinished = new Map(state.unfinished);
    for (const { key } of steps) unfinished.delete(key);
    for (const [key, training] of byKey) unfinished.set(key, training);
    return { unfinished, run: recallUnfinished(state.run, steps, byKey) };
  });
}

/** Looks again whenever an edit changes what would be trained. Returns a function that stops it. */
export function watchUnfinished(): () => void {
  // An engine that does not start says so where it is needed.
  const look = () => void lookForUnfinished().catch(() => undefined);
  look();
  let known = keysOf(useEditor.getState().analysis?.plan);
  return useEditor.subscribe(
    (state) => state.analysis?.plan.steps,
    () => {
      const keys = keysOf(useEditor.getState().analysis?.plan);
      if (keys !== known) look();
      known = keys;
    },
  );
}
