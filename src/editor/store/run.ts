import type { Problem } from '../../graph/problem';
import type { Plan } from '../../plan/plan';
import type { BackendName, RunEvent } from '../../worker/api';
import { canvasHandle } from '../canvas/canvas-handle';
import { endEngine, engine } from '../engine/engine';
import { t, translated } from '../language/t';
import { compileNow } from './analysis';
import { select } from './edit';
import { useEditor } from './editor-store';
import { dismissNotice, notify } from './notices';
import { readPreference, writePreference } from './preference';
import { beginRun, reduceRun } from './run-state';
import { keepStorage } from './run-storage';
import { lookForUnfinished, placeOf, unfinishedTrainings } from './run-unfinished';

/** Events are applied this often: a fast training sends hundreds of batches a second. */
const APPLY_EVERY_MS = 60;

/** A batch on a slow backend may take this long; an engine that needs longer to stop may never do. */
const PATIENCE_MS = 10_000;

interface RunChoices {
  /** The nodes whose results are wanted; without it all. */
  readonly targets?: readonly string[];
  /** Starts unfinished trainings over instead of going on with them. */
  readonly fresh?: boolean;
}

/**
 * Runs the graph as it is now; unfinished trainings go on from where they stopped. Explains instead
 * when the graph has errors.
 */
export async function startRun({ targets, fresh = false }: RunChoices = {}): Promise<void> {
  if (useEditor.getState().run.status === 'running') return;
  const plan = compileNow(targets);
  if (plan.blocking.length > 0) return explainBlocking(plan);
  const runId = crypto.randomUUID();
  for (const notice of useEditor.getState().notices) if (notice.lasting) dismissNotice(notice.id);
  useEditor.setState((state) => ({
    run: beginRun(state.run, runId, plan),
    unfinished: new Map(),
    showWelcome: false,
  }));
  const events = applyEvents();
  try {
    const api = await engine();
    const running = api.run(
      { runId, plan, backend: useEditor.getState().backendPreference, fresh },
      events.add,
    );
    // The answer and the events come on ways of their own.
    await Promise.all([running, events.finished]);
    showFailure(runId);
    // An engine that died after the end took nothing of this run with it.
    await lookForUnfinished().catch(() => undefined);
  } catch (error) {
    events.add({ type: 'run-finished', runId, status: 'failed', ms: 0 });
    await explainCrash(error);
  }
  keepStorage();
}

/** Stops the run within one batch; the last whole epoch of a training stays saved. */
export const cancelRun = (): Promise<void> => ask('cancel');

/** Stops the run within one batch and saves where it is. */
export const pauseRun = (): Promise<void> => ask('pause');

async function ask(what: 'pause' | 'cancel'): Promise<void> {
  const { run } = useEditor.getState();
  const { runId } = run;
  if (run.status !== 'running' || runId === undefined) return;
  useEditor.setState({ run: { ...run, asked: what } });
  setTimeout(() => offerEnd(runId), PATIENCE_MS);
  // An engine that dies meanwhile is reported by the run itself.
  await (await engine())[what](runId).catch(() => undefined);
}

/** For a run that was asked to stop and did not. */
function offerEnd(runId: string): void {
  const { run } = useEditor.getState();
  if (run.runId !== runId || run.status !== 'running') return;
  notify({
    tone: 'info',
    lasting: true,
    text: t('The engine has not stopped yet.'),
    detail: t('It may be in a very long batch. You can end it now: what was saved stays.'),
    action: { label: t('End it now'), run: () => endEngine(t('You ended it.')) },
  });
}

/** Says what became of the run when the engine died under it, and offers to go on. */
async function explainCrash(error: unknown): Promise<void> {
  // Asking starts a new engine; without one there is nothing to go on with.
  await lookForUnfinished().catch(() => undefined);
  const [training] = unfinishedTrainings(useEditor.getState());
  notify({
    tone: 'error',
    lasting: true,
    text: training
      ? t('The engine stopped unexpectedly. Training can go on from {training}.', {
          training: placeOf(training),
        })
      : t('The engine stopped unexpectedly. What was finished is kept.'),
    detail: messageOf(error),
    action: { label: training ? t('Resume') : t('Run again'), run: () => void startRun() },
  });
}

type BackendPreference = BackendName | 'auto';

const BACKEND_KEY = 'graft-backend';
const BACKENDS: readonly BackendPreference[] = ['auto', 'webgpu', 'wasm', 'cpu'];

/** The choice of the last visit. */
export const rememberedBackend = (): BackendPreference => readPreference(BACKEND_KEY, BACKENDS) ?? 'auto';

/** Starts a backend ahead of the first run, shows which one it is, and remembers the choice. */
export async function chooseBackend(preference: BackendPreference): Promise<void> {
  writePreference(BACKEND_KEY, preference);
  useEditor.setState({ backendPreference: preference });
  try {
    const outcome = await (await engine()).backend(preference);
    if (outcome.ok) useEditor.setState({ backend: outcome.value });
    else
      notify({
        tone: 'error',
        text: outcome.problems[0]?.message ?? t('That backend does not start.'),
        detail: outcome.problems[0]?.hint,
      });
  } catch (error) {
    notify({ tone: 'error', text: t('The engine did not start.'), detail: messageOf(error) });
  }
}

function applyEvents() {
  let waiting: RunEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const events = waiting;
    waiting = [];
    if (events.length === 0) return;
    useEditor.setState((state) => {
      const run = events.reduce(reduceRun, state.run);
      return { run, backend: run.backend ?? state.backend };
    });
  };
  const add = (event: RunEvent) => {
    tell(event);
    waiting.push(event);
    if (event.type !== 'run-finished') timer ??= setTimeout(flush, APPLY_EVERY_MS);
    else {
      flush();
      finish();
    }
  };
  return { add, finished };
}

/** What a run has to say about itself as a whole; on nodes it would be lost. */
function tell(event: RunEvent): void {
  if (event.type !== 'run-notice' && event.type !== 'backend-changed') return;
  const { message, hint, severity } = event.problem;
  notify({ tone: severity === 'error' ? 'error' : 'info', lasting: true, text: message, detail: hint });
}

/** Tells why a run cannot start, and goes to the node that is at fault. */
function explainBlocking({ blocking, nodes }: Plan): void {
  // A plan lists its nodes in the order of the wires: the first is the one to mend first.
  const order = Object.keys(nodes);
  const place = ({ nodeId }: Problem) => (nodeId === undefined ? -1 : order.indexOf(nodeId));
  const first = [...blocking].sort((a, b) => place(a) - place(b))[0];
  if (!first) return;
  const others = blocking.length - 1;
  const notice = notify({
    tone: 'error',
    text: t('Not ready to run: {message}', { message: translated(first.message) }),
    detail: [translated(first.hint ?? ''), others > 0 ? t('And {others} more.', { others }) : '']
      .filter(Boolean)
      .join(' '),
  });
  if (first.nodeId) focusNode(first.nodeId);
  dismissWhenReady(notice);
}

/** What was in the way may be mended before the notice has gone by itself. */
function dismissWhenReady(notice: number): void {
  const stop = useEditor.subscribe(
    ({ analysis, notices }) =>
      analysis?.plan.blocking.length === 0 || !notices.some(({ id }) => id === notice),
    () => {
      stop();
      dismissNotice(notice);
    },
  );
}

/** Selects a node and brings it into view. */
export function focusNode(nodeId: string): void {
  select([nodeId]);
  canvasHandle()?.show([nodeId]);
}

function showFailure(runId: string): void {
  const { run } = useEditor.getState();
  if (run.runId !== runId || run.status !== 'failed') return;
  const failed = Object.values(run.keys)
    .map((key) => run.steps[key])
    .find((step) => step?.status === 'failed');
  const problem = failed?.problems[0] ?? run.problem;
  if (!problem) return;
  const nodeId = problem.nodeId ?? failed?.nodes[0];
  notify({
    tone: 'error',
    lasting: true,
    text: problem.message,
    // The node says the rest, and what is said twice hides half of the graph.
    ...(nodeId === undefined
      ? { detail: problem.hint }
      : { action: { label: t('Show node'), run: () => focusNode(nodeId) } }),
  });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
