import { estimatePlan, indexSteps, renewedSpeed } from '../../plan/estimate';
import { imageWorksOf } from '../../plan/estimate-work';
import { neededSteps } from '../../plan/passes/incremental';
import { engine } from '../engine/engine';
import { type EditorState, useEditor } from '../store/editor-store';
import { rememberSpeeds, usePlanning } from './planning';
import { learnedSpeed } from './time-left';

/** Measuring waits until the person has stopped editing: it takes the engine a moment. */
const QUIET_MS = 700;
/** Backends measured since the page was opened: what was remembered may be of a busier hour. */
const measuredNow = new Set<string>();

/**
 * Keeps what the plan view shows up to date: what is kept, how fast the backend is, what a run was
 * foreseen to take and what it taught. Returns a function that stops it.
 */
export function watchPlanning(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopLook = useEditor.subscribe(
    (state) => [state.analysis?.plan.steps, state.backend?.label, state.run.status] as const,
    () => {
      void lookForKept();
      clearTimeout(timer);
      timer = setTimeout(() => void measure(), QUIET_MS);
    },
    { equalityFn: (a, b) => a.every((value, place) => value === b[place]), fireImmediately: true },
  );
  const stopRuns = useEditor.subscribe(
    (state) => state.run,
    (run, before) => {
      if (run.runId !== before.runId) foresee(useEditor.getState());
      else if (before.status === 'running' && run.status !== 'running') learn(useEditor.getState());
    },
  );
  return () => {
    clearTimeout(timer);
    stopLook();
    stopRuns();
  };
}

/** Asks the engine which results of the plan it has. */
export async function lookForKept(): Promise<void> {
  const { analysis, backend } = useEditor.getState();
  if (!analysis || !backend) return;
  const keys = analysis.plan.steps.map((step) => step.key);
  // A crash reports itself elsewhere; until the next look nothing counts as kept.
  const kept = await engine()
    .then((api) => api.kept(keys))
    .catch(() => ({}));
  if (useEditor.getState().analysis?.plan.steps !== analysis.plan.steps) return;
  usePlanning.setState({ kept: new Map(Object.entries(kept)) });
}

/** Measures what is not known yet of the backend and of the plan's images. */
async function measure(): Promise<void> {
  const { analysis, backend, run } = useEditor.getState();
  if (!backend || run.status === 'running') return;
  const api = await engine().catch(() => undefined);
  if (!api) return;
  if (!measuredNow.has(backend.label)) {
    const measured = await api.calibrate().catch(() => undefined);
    if (!measured?.ok) return;
    const { label, calibration } = measured.value;
    measuredNow.add(label);
    rememberSpeeds((speeds) => ({ ...speeds, [label]: renewedSpeed(speeds[label], calibration) }));
  }
  const known = usePlanning.getState().speeds[backend.label]?.images ?? {};
  const works = imageWorksOf(indexSteps(analysis?.plan ?? { steps: [] }));
  const unknown = works.filter(({ key }) => known[key] === undefined);
  if (unknown.length === 0 || useEditor.getState().run.status === 'running') return;
  const images = await api.imageCosts(unknown).catch(() => ({}));
  rememberSpeeds((speeds) => {
    const speed = speeds[backend.label];
    return speed
      ? { ...speeds, [backend.label]: { ...speed, images: { ...speed.images, ...images } } }
      : speeds;
  });
}

/** A run begins: what is foreseen now is what its measurements will be compared with. */
function foresee({ run: { plan }, backend }: EditorState): void {
  if (!plan) return;
  const { speeds, kept, foreseen } = usePlanning.getState();
  const needs = neededSteps(plan, (step) => kept.has(step.key));
  const speed = speeds[backend?.label ?? ''];
  const estimate = speed && estimatePlan(plan, speed, (step) => needs.get(step.id) === 'run');
  const fresh = plan.steps.flatMap(({ id, key }) => {
    const own = estimate?.steps.get(id);
    return own ? [[key, own] as const] : [];
  });
  usePlanning.setState({
    foreseen: { ...foreseen, ...Object.fromEntries(fresh) },
    run: { needs, total: estimate?.total },
  });
}

/** A run has ended: how long its steps took says how fast the machine is. */
function learn({ run: { plan, steps, backend } }: EditorState): void {
  if (!plan || !backend) return;
  rememberSpeeds((speeds) => {
    const speed = speeds[backend.label];
    return speed ? { ...speeds, [backend.label]: learnedSpeed(speed, plan, steps) } : speeds;
  });
}
