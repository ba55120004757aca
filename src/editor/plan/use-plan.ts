import { useMemo } from 'react';
import type { Speed } from '../../plan/estimate';
import type { Plan } from '../../plan/plan';
import { t } from '../language/t';
import { type EditorState, useEditor } from '../store/editor-store';
import { finishedHeadline, foreseenHeadline, type Headline, runningHeadline } from './plan-headline';
import { type PlanRow, planRows } from './plan-rows';
import { usePlanning } from './planning';
import { learnedSpeed, timeLeft } from './time-left';

/** The speed of the backend in use, once it is known; corrected by what the run on its way has shown. */
function useSpeed(): Speed | undefined {
  const label = useEditor((state) => state.backend?.label ?? '');
  return usePlanning((state) => state.speeds[label]);
}

/** The steps of the graph as it is now, with what is foreseen for them. */
export function usePlanRows(plan: Plan): readonly PlanRow[] {
  const kept = usePlanning((state) => state.kept);
  const speed = useSpeed();
  const finished = useEditor((state) => (state.run.status === 'running' ? finishedSteps(state) : 0));
  return useMemo(() => {
    const { run } = useEditor.getState();
    // What the run has shown so far counts at once, for the steps that wait.
    const learned = finished > 0 && speed && run.plan ? learnedSpeed(speed, run.plan, run.steps) : speed;
    return planRows(plan, learned, kept);
  }, [plan, speed, kept, finished]);
}

const finishedSteps = ({ run }: EditorState): number =>
  Object.values(run.keys).filter((key) => run.steps[key]?.status === 'done').length;

const DRAWN_MS = 100;

/** Milliseconds until the run that is on its way ends; `undefined` without one, or before the speed is known. */
export function useTimeLeft(): number | undefined {
  const speed = useSpeed();
  const needs = usePlanning((state) => state.run?.needs);
  return useEditor(({ run: { plan, status, steps } }) => {
    if (status !== 'running' || !plan || !speed) return undefined;
    const left = timeLeft(plan, steps, speed, ({ id }) => needs?.get(id) !== 'stored');
    // Rounded, so that whoever shows it is drawn anew only when it reads differently.
    return Math.round(left / DRAWN_MS) * DRAWN_MS;
  });
}

const BACKENDS = { webgpu: 'WebGPU', wasm: 'WASM', cpu: t('plain JavaScript') } as const;

/** What the plan comes to, in a line or two. */
export function useHeadline(plan: Plan, rows: readonly PlanRow[]): Headline {
  const left = useTimeLeft();
  const run = useEditor((state) => state.run);
  const backend = useEditor((state) => state.backend?.name);
  const foreseen = usePlanning((state) => state.run?.total);
  if (run.status === 'running') return runningHeadline(left, foreseen);
  const wasRun = new Set(Object.values(run.keys));
  const finished = finishedHeadline(run, foreseen);
  if (finished && plan.steps.every(({ key }) => wasRun.has(key))) return finished;
  return foreseenHeadline(rows, backend && BACKENDS[backend]);
}
