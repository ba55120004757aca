let isAsked = false;

/**
 * Asks the browser, once a visit, not to evict what runs have stored when the disk gets full. Worth
 * asking only once there is something to keep; the answer changes nothing here.
 */
export function keepStorage(): void {
  if (isAsked) return;
  isAsked = true;
  navigator.storage?.persist?.().catch(() => undefined);
}
