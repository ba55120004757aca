import type { BrowserContext } from '@playwright/test';
import type { EpochMetrics, EvaluationReport, RunEvent } from '../../src/worker/api';

/** Everything that the engine told the pages of a context, in order, as it arrived there. */
export class RunRecorder {
  readonly events: RunEvent[] = [];

  /** Call before the first page opens. */
  async attach(context: BrowserContext): Promise<void> {
    await context.exposeBinding('recordRunEvent', (_, event: RunEvent) => void this.events.push(event));
    await context.addInitScript(listenToEngine);
  }

  /** Waits for an event after place `from` and gives its place. */
  async waitFor(
    isWanted: (event: RunEvent) => boolean,
    { from, timeout }: { from: number; timeout: number },
  ): Promise<number> {
    const end = Date.now() + timeout;
    while (Date.now() < end) {
      const found = this.events.findIndex((event, place) => place >= from && isWanted(event));
      if (found >= 0) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`It did not come: ${isWanted}. Last: ${JSON.stringify(this.events.at(-1))}`);
  }

  /** Whole epochs of the training that the pages know of. */
  epochsSeen(): number {
    return this.events.reduce(
      (most, event) =>
        event.type === 'epoch'
          ? Math.max(most, event.metrics.epoch)
          : event.type === 'resumed'
            ? Math.max(most, event.history.length)
            : most,
      0,
    );
  }

  /** Of the training that came to its end. */
  history(): readonly EpochMetrics[] {
    const results = this.events.flatMap((event) => (event.type === 'step-finished' ? [event.result] : []));
    return results.flatMap((result) => (result.op === 'fit' ? result.fit.history : []));
  }

  report(): EvaluationReport | undefined {
    const results = this.events.flatMap((event) => (event.type === 'step-finished' ? [event.result] : []));
    return results.flatMap((result) => (result.op === 'evaluate' ? [result.report] : []))[0];
  }
}

/**
 * Runs in the page. Events come as calls of a function that was handed to the worker: messages on a
 * port, which are only looked at on their way.
 */
function listenToEngine(): void {
  const record: (event: unknown) => void = Reflect.get(window, 'recordRunEvent');
  const listen = MessagePort.prototype.addEventListener;
  MessagePort.prototype.addEventListener = function (this: MessagePort, ...args: [string, never]) {
    if (args[0] === 'message') {
      listen.call(this, 'message', (event: Event) => {
        const call = (event as MessageEvent).data?.argumentList?.[0]?.value;
        if (call?.runId !== undefined && call.type !== 'batch') record(call);
      });
    }
    return listen.apply(this, args);
  } as typeof listen;
}
