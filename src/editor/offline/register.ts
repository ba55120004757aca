import type { OfflineAnswer, OfflineRequest } from '../../offline/protocol';
import { t } from '../language/t';
import { notify } from '../store/notices';

/** Makes the built page work without a network from the next visit on. Nothing happens where that is not possible. */
export async function registerOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register(
      `${import.meta.env.BASE_URL}service-worker.js`,
    );
    if (!registration) return;
    if (registration.waiting) offerUpdate(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        // The very first one replaces nothing.
        if (installing.state === 'installed' && navigator.serviceWorker.controller) offerUpdate(installing);
      });
    });
  } catch {
    // Private windows and pages without HTTPS have none: Graft then needs the network, as before.
  }
}

function offerUpdate(worker: ServiceWorker): void {
  notify({
    tone: 'info',
    lasting: true,
    text: t('A new version of Graft is ready.'),
    detail: t('It starts by itself when all tabs of Graft have been closed.'),
    action: {
      label: t('Use it now'),
      run: () => {
        navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
        worker.postMessage({ type: 'take-over' } satisfies OfflineRequest);
      },
    },
  });
}

/** Asks the service worker; `undefined` where none is at work. */
export async function askOffline(request: OfflineRequest): Promise<OfflineAnswer | undefined> {
  const worker = (await navigator.serviceWorker?.getRegistration())?.active;
  if (!worker) return undefined;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<OfflineAnswer>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<OfflineAnswer>) => resolve(data);
  });
  worker.postMessage(request, [port2]);
  return answer;
}
