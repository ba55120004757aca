import type { OfflineAnswer, OfflineGroup, OfflineRequest } from './protocol';

/**
 * Keeps Graft usable without a network. The build puts the list of all its files in front of this one.
 * Each is kept under its address and content, so an update fetches only what has changed, and a page is
 * never served files of two versions.
 */

interface OfflineFile {
  /** Relative to the scope. */
  readonly path: string;
  readonly hash: string;
  readonly bytes: number;
  readonly group: string;
  /** Kept from the first visit on; others when they are first used, or asked for. */
  readonly eager: boolean;
}

declare const self: ServiceWorkerGlobalScope;
/** Written here by the build. */
declare const OFFLINE_FILES: readonly OfflineFile[];

const CACHE = 'graft-files';
const PAGE = 'index.html';
const byPath = new Map(OFFLINE_FILES.map((file) => [file.path, file]));

const addressOf = ({ path }: OfflineFile): string => new URL(path, self.registration.scope).href;
const keyOf = (file: OfflineFile): string => `${addressOf(file)}?kept=${file.hash}`;

self.addEventListener('install', (event) => {
  event.waitUntil(keepAll(OFFLINE_FILES.filter(({ eager }) => eager)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const file = fileFor(event.request);
  if (file) event.respondWith(answer(file));
});

self.addEventListener('message', (event) => {
  const [port] = event.ports;
  event.waitUntil(
    serve(event.data as OfflineRequest).then(
      (told) => told && port?.postMessage(told),
      (error: unknown) =>
        port?.postMessage({ type: 'failed', message: String(error) } satisfies OfflineAnswer),
    ),
  );
});

function fileFor(request: Request): OfflineFile | undefined {
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return undefined;
  if (request.mode === 'navigate') return byPath.get(PAGE);
  const { origin, pathname } = new URL(request.url);
  return byPath.get(`${origin}${pathname}`.slice(self.registration.scope.length));
}

async function answer(file: OfflineFile): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(keyOf(file));
  if (kept) return isolated(kept);
  const response = await fetch(addressOf(file));
  // Without room it is not kept, and all else is as before.
  if (response.ok) await cache.put(keyOf(file), response.clone()).catch(() => undefined);
  return isolated(response);
}

/** With these the page may use threads, also where the server does not send them. */
function isolated(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** One after the other: the page that is open needs the network too. */
async function keepAll(files: readonly OfflineFile[]): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const file of files) {
    if (await cache.match(keyOf(file))) continue;
    const response = await fetch(addressOf(file), { cache: 'no-cache' });
    if (!response.ok) throw new Error(`${file.path} could not be loaded: ${response.status}.`);
    await cache.put(keyOf(file), response);
  }
}

/** Removes what belongs to no file of this version. */
async function dropOthers(): Promise<void> {
  const cache = await caches.open(CACHE);
  const known = new Set(OFFLINE_FILES.map(keyOf));
  for (const request of await cache.keys()) if (!known.has(request.url)) await cache.delete(request);
}

async function serve(request: OfflineRequest): Promise<OfflineAnswer | undefined> {
  switch (request.type) {
    case 'status':
      return { type: 'status', groups: await groups() };
    case 'keep':
      await keepAll(OFFLINE_FILES.filter(({ group }) => group === request.group));
      return { type: 'status', groups: await groups() };
    case 'take-over':
      await self.skipWaiting();
      return undefined;
  }
}

async function groups(): Promise<readonly OfflineGroup[]> {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  const found = new Map<string, { bytes: number; ready: boolean }>();
  for (const file of OFFLINE_FILES) {
    const { bytes, ready } = found.get(file.group) ?? { bytes: 0, ready: true };
    found.set(file.group, { bytes: bytes + file.bytes, ready: ready && kept.has(keyOf(file)) });
  }
  return [...found].map(([name, group]) => ({ name, ...group }));
}
