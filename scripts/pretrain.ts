import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBackend } from '../src/engine/backend/select.ts';
import { diskFiles } from '../src/engine/platform/disk-files.ts';
import { nodePlatform } from '../src/engine/platform/node.ts';
import { createContentStore } from '../src/engine/store/content-store.ts';
import { packageFolder } from './models/package-files.ts';
import { pretrainedFiles } from './pretrain/pretrained-files.ts';
import { MINIS } from './pretrain/recipe.ts';
import { partSizes, sourceData } from './pretrain/source-data.ts';
import { trainMini } from './pretrain/train-mini.ts';

/**
 * `npm run pretrain` trains the small family from random weights and writes `pretrained/<id>/`;
 * `-- --only resnet-mini --epochs 12 --checkpoints folder`. Stopped in between, it goes on where it was.
 * Afterwards, `npm run catalog` describes the new weights to the compiler.
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    epochs: { type: 'string', default: '12' },
    checkpoints: { type: 'string', default: 'node_modules/.cache/graft-pretrain' },
    out: { type: 'string', default: 'pretrained' },
  },
});
const ids = MINIS.map(({ id }) => id);
for (const id of options.only ?? []) {
  if (!ids.includes(id)) throw new Error(`There is no network "${id}". Expected one of ${ids.join(', ')}.`);
}
const epochs = Number(options.epochs);
if (!Number.isInteger(epochs) || epochs < 2)
  throw new Error(`--epochs takes a whole number from 2. Received ${options.epochs}.`);

const backend = await startBackend('wasm', {
  wasmPaths: `${join(packageFolder('@tensorflow/tfjs-backend-wasm'), 'dist')}/`,
});
const platform = nodePlatform({ publicDir: 'public' });
const dataset = await sourceData(platform);
mkdirSync(options.checkpoints, { recursive: true });
const content = createContentStore(diskFiles(options.checkpoints), { budgetBytes: 2 ** 30 });
console.log(
  `${backend.label}; ${dataset.classes.length} classes, ${JSON.stringify(partSizes(dataset))} images`,
);

for (const mini of MINIS.filter(({ id }) => options.only?.includes(id) ?? true)) {
  const started = performance.now();
  const onProgress = (text: string) =>
    console.log(`${mini.id}: ${text} (${Math.round((performance.now() - started) / 1000)} s)`);
  const trained = await trainMini({ mini, dataset, epochs, platform, backend, content, onProgress });
  const folder = join(options.out, mini.id);
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(pretrainedFiles(mini, trained, dataset))) {
    writeFileSync(join(folder, name), bytes);
  }
  const { all, letters, emoji } = trained.accuracy;
  onProgress(
    `test accuracy ${[all, letters, emoji].map((share) => share.toFixed(3)).join(', ')} (all, letters, emoji)`,
  );
}
