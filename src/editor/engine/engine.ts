import type { EngineApi } from '../../worker/api';
import { firstPaint } from '../loading/soon';

let started: Promise<EngineApi> | undefined;
let end: ((why: string) => void) | undefined;
/** Two engines at once would be in each other's way at the files. */
let gone: Promise<void> = Promise.resolve();

/** The engine in its worker, started when first asked for: tfjs is not in the page's own bundle. */
export function engine(): Promise<EngineApi> {
  started ??= start();
  started.catch(() => {
    started = undefined;
  });
  return started;
}

/** Ends an engine that does not answer. What waits for it fails with these words; the next call starts another. */
export const endEngine = (why: string): void => end?.(why);

async function start(): Promise<EngineApi> {
  // Its code is large: the page comes first.
  await firstPaint();
  const { createEngine } = await import('../../worker/client');
  await gone;
  let crash: (error: Error) => void = () => undefined;
  let isDead = false;
  const crashed = new Promise<never>((_, reject) => {
    crash = reject;
  });
  // Nobody may be waiting when it happens.
  crashed.catch(() => undefined);
  end = (message) => {
    // One failure may report itself several times.
    if (isDead) return;
    isDead = true;
    crash(new Error(message));
    gone = client.terminate();
    // The next call starts a new one.
    started = undefined;
  };
  const client = createEngine(end);
  return guarded(client.api, crashed, () => isDead);
}

/** A call into a worker that died is never answered: each also ends when the worker does. */
function guarded(api: EngineApi, crashed: Promise<never>, isDead: () => boolean): EngineApi {
  const calls = Object.entries(api as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>);
  return Object.fromEntries(
    calls.map(([name, call]) => [
      name,
      (...args: unknown[]) => (isDead() ? crashed : Promise.race([call(...args), crashed])),
    ]),
  ) as unknown as EngineApi;
}
