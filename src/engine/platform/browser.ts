import type { DatasetIndex } from '../../plan/catalog';
import { findModel } from '../library/find-model';
import { type ModelStore, modelStore } from '../library/model-store';
import { decodeInBrowser } from './browser-decode';
import { indexedDbFiles } from './indexed-db-files';
import { indexedDbStore } from './indexed-db-store';
import { answersTo, isPlainName, shippedFolder } from './names';
import { oncePerKey } from './once';
import { opfsFiles } from './opfs-files';
import { opfsIsHere, opfsStore } from './opfs-store';
import type { DatasetStore, ModelFiles, Platform, StoredDataset } from './platform';

export interface BrowserPlatformOptions {
  /** Where `data/` and `models/` are served, with a `/` at the end. */
  readonly baseUrl: string;
}

/** The platform of the Web Worker, with a store for the user's datasets. */
export function browserPlatform({
  baseUrl,
}: BrowserPlatformOptions): Platform & { readonly store: DatasetStore; readonly models: ModelStore } {
  const store = opfsIsHere() ? opfsStore() : indexedDbStore();
  const models = modelStore(opfsIsHere() ? opfsFiles('models') : indexedDbFiles('models'));
  const shipped = oncePerKey((folder) => fetchShipped(`${baseUrl}data/${folder}/`));
  return {
    store,
    models,
    files: opfsIsHere() ? opfsFiles('results') : undefined,
    downloads: opfsIsHere() ? opfsFiles('downloads') : undefined,
    async dataset(id) {
      const folder = shippedFolder(id);
      if (folder === 'user') return store.get(id);
      const found = folder === undefined ? undefined : await shipped(folder);
      return found && answersTo(found.index.id, id) ? found : undefined;
    },
    model: (backbone) => findModel(backbone, models, () => fetchModel(baseUrl, backbone)),
    decode: decodeInBrowser,
    breathe: breathe(),
    now: () => performance.now(),
  };
}

/** `undefined` when nothing is there: a server that answers every address sends its page instead. */
async function fetchFile(url: string): Promise<Response | undefined> {
  const response = await fetch(url);
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (response.status === 404 || (response.ok && isPage)) return undefined;
  if (!response.ok) throw new Error(`${url} could not be loaded: ${response.status} ${response.statusText}`);
  return response;
}

async function fetchShipped(folder: string): Promise<StoredDataset | undefined> {
  const found = await fetchFile(`${folder}index.json`);
  if (!found) return undefined;
  const index = (await found.json()) as DatasetIndex;
  const file = await fetchFile(`${folder}data.bin`);
  if (!file) throw new Error(`${folder}data.bin is missing.`);
  const data = new Uint8Array(await file.arrayBuffer());
  return {
    index,
    async read({ id, offset, length }) {
      if (offset + length > data.length) throw new Error(`${folder}data.bin ends before "${id}".`);
      return data.subarray(offset, offset + length);
    },
  };
}

async function fetchModel(baseUrl: string, backbone: string): Promise<ModelFiles> {
  if (!isPlainName(backbone)) throw new Error(`"${backbone}" is not the name of a backbone.`);
  const load = async (name: string): Promise<Response> => {
    const url = `${baseUrl}models/${backbone}/${name}`;
    const file = await fetchFile(url);
    if (!file) throw new Error(`${url} is missing. Run "npm run models" to prepare it.`);
    return file;
  };
  const [json, weights] = await Promise.all([load('model.json'), load('weights.bin')]);
  return {
    json: (await json.json()) as Record<string, unknown>,
    weights: await weights.arrayBuffer(),
  };
}

/** A message to oneself: handled after events that wait, without the delay of a timer. */
function breathe(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
