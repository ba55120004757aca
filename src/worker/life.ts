/** What a worker tells the page once it holds the lock that ends with its life. */
export const ALIVE = 'graft-alive';

/** Holds the lock that has this worker's name for as long as the worker lives, and says so. */
export function holdLife(
  scope: Pick<DedicatedWorkerGlobalScope, 'name' | 'navigator' | 'postMessage'>,
): void {
  scope.navigator.locks?.request(scope.name, () => {
    scope.postMessage(ALIVE);
    return new Promise(() => undefined);
  });
}
