import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetIndex } from '../../plan/catalog';
import { findModel } from '../library/find-model';
import { modelStore } from '../library/model-store';
import { diskFiles } from './disk-files';
import { answersTo, isPlainName, shippedFolder } from './names';
import { decodeOnNode } from './node-decode';
import { oncePerKey } from './once';
import type { ModelFiles, Platform, StoredDataset } from './platform';

export interface NodePlatformOptions {
  /** The folder of static files, with `data/` and `models/` in it. */
  readonly publicDir: string;
  /** The user's own datasets, by id. */
  readonly datasets?: ReadonlyMap<string, StoredDataset>;
  /** The folder for results; without it they are not kept. */
  readonly cacheDir?: string;
  /** The folder of the user's own models; without it there are none. */
  readonly modelsDir?: string;
}

/** The platform of the headless runner and of tests. */
export function nodePlatform({
  publicDir,
  datasets = new Map(),
  cacheDir,
  modelsDir,
}: NodePlatformOptions): Platform {
  const models = modelsDir === undefined ? undefined : modelStore(diskFiles(modelsDir));
  const shipped = oncePerKey((folder) => readShipped(join(publicDir, 'data', folder)));
  return {
    async dataset(id) {
      const own = datasets.get(id);
      if (own) return own;
      const folder = shippedFolder(id);
      if (folder === undefined || !existsSync(join(publicDir, 'data', folder))) return undefined;
      const found = await shipped(folder);
      return answersTo(found.index.id, id) ? found : undefined;
    },
    files: cacheDir === undefined ? undefined : diskFiles(cacheDir),
    downloads: cacheDir === undefined ? undefined : diskFiles(join(cacheDir, 'downloads')),
    models,
    model: (backbone) => findModel(backbone, models, () => readModel(publicDir, backbone)),
    decode: decodeOnNode,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => performance.now(),
  };
}

async function readShipped(folder: string): Promise<StoredDataset> {
  const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as DatasetIndex;
  const data = await readFile(join(folder, 'data.bin'));
  return {
    index,
    async read({ id, offset, length }) {
      if (offset + length > data.length) throw new Error(`${join(folder, 'data.bin')} ends before "${id}".`);
      return new Uint8Array(data.buffer, data.byteOffset + offset, length);
    },
  };
}

async function readModel(publicDir: string, backbone: string): Promise<ModelFiles> {
  if (!isPlainName(backbone)) throw new Error(`"${backbone}" is not the name of a backbone.`);
  const read = async (file: string): Promise<Buffer> => {
    const path = join(publicDir, 'models', backbone, file);
    if (!existsSync(path)) throw new Error(`${path} is missing. Run "npm run models" to prepare it.`);
    return readFile(path);
  };
  const json = await read('model.json');
  const weights = await read('weights.bin');
  return {
    json: JSON.parse(json.toString('utf8')) as Record<string, unknown>,
    weights: new Uint8Array(weights).buffer,
  };
}
