import type { Problem } from '../../graph/problem';
import type { Plan } from '../../plan/plan';
import type { BackendName, RunEvent } from '../../worker/api';
import { canvasHandle } from '../canvas/canvas-handle';
import { engine } from '../engine/engine';
import { compileNow } from './analysis';
import { select } from './edit';
import { useEditor } from './editor-store';
import { dismissNotice, notify } from './notices';
import { readPreference, writePreference } from './preference';
import { beginRun, reduceRun } from './run-state';

/** Events are applied this often: a fast training sends hundreds of batches a second. */
const APPLY_EVERY_MS = 60;

/** Runs what the given nodes need, or everything. Explains instead when the graph has errors. */
export async function startRun(targets?: readonly string[], fresh = false): Promise<void> {
  if (useEditor.getState().run.status === 'running') return;
  const plan = compileNow(targets);
  if (plan.blocking.length > 0) return explainBlocking(plan);
  const runId = crypto.randomUUID();
  for (const notice of useEditor.getState().notices) if (notice.lasting) dismissNotice(notice.id);
  useEditor.setState((state) => ({ run: beginRun(state.run, runId, plan), showWelcome: false }));
  const events = applyEvents();
  try {
    const api = await engine();
    await api.run({ runId, plan, backend: useEditor.getState().backendPreference, fresh }, events.add);
  } catch (error) {
    events.add({ type: 'run-finished', runId, status: 'failed', ms: 0 });
    notify({ tone: 'error', text: 'The engine stopped unexpectedly.', detail: messageOf(error) });
  } finally {
    events.flush();
  }
  showFailure(runId);
}

export async function cancelRun(): Promise<void> {
  const { run } = useEditor.getState();
  if (run.status === 'running' && run.runId) await (await engine()).cancel(run.runId);
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
        text: outcome.problems[0]?.message ?? 'That backend does not start.',
        detail: outcome.problems[0]?.hint,
      });
  } catch (error) {
    notify({ tone: 'error', text: 'The engine did not start.', detail: messageOf(error) });
  }
}

function applyEvents() {
  let waiting: RunEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
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
    waiting.push(event);
    if (event.type === 'run-finished') flush();
    else timer ??= setTimeout(flush, APPLY_EVERY_MS);
  };
  return { add, flush };
}

/** Tells why a run cannot start, and goes to the node that is at fault. */
function explainBlocking({ blocking, nodes }: Plan): void {
  // A plan lists its nodes in the order of the wires: the first is the one to mend first.
  const order = Object.keys(nodes);
  const place = ({ nodeId }: Problem) => (nodeId === undefined ? -1 : order.indexOf(nodeId));
  const first = [...blocking].sort((a, b) => place(a) - place(b))[0];
  if (!first) return;
  const others = blocking.length - 1;
  notify({
    tone: 'error',
    text: `Not ready to run: ${first.message}`,
    detail: [first.hint, others > 0 ? `And ${others} more.` : ''].filter(Boolean).join(' '),
  });
  if (first.nodeId) focusNode(first.nodeId);
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
  const problem = failed?.problems[0];
  if (!problem) return;
  const nodeId = problem.nodeId ?? failed?.nodes[0];
  notify({
    tone: 'error',
    lasting: true,
    text: problem.message,
    detail: problem.hint,
    action: nodeId === undefined ? undefined : { label: 'Show node', run: () => focusNode(nodeId) },
  });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
