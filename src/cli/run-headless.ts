import type { RunEvent } from '../engine/events';
import { memoryCheckpoints } from '../engine/run/memory-checkpoints';
import { runPlan } from '../engine/run/run';
import { createResultStore } from '../engine/run/store';
import { storedCheckpoints } from '../engine/store/checkpoints';
import type { Plan } from '../plan/plan';
import type { HeadlessEngine } from './engine';

const STORE_BYTES = 2 * 2 ** 30;

/** Runs a plan in this process and returns its events. Ctrl-C cancels within one batch. */
export async function runHeadless(
  plan: Plan,
  { backend, platform, content, guard }: HeadlessEngine,
  onEvent: (event: RunEvent) => void,
): Promise<readonly RunEvent[]> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once('SIGINT', stop);
  const events: RunEvent[] = [];
  try {
    await runPlan({
      runId: 'headless',
      plan,
      platform,
      backend,
      store: createResultStore(STORE_BYTES),
      content,
      signal: controller.signal,
      pause: new AbortController().signal,
      guard,
      checkpoints: content ? storedCheckpoints(content) : memoryCheckpoints(),
      emit(event) {
        events.push(event);
        onEvent(event);
      },
    });
  } finally {
    process.off('SIGINT', stop);
  }
  return events;
}
