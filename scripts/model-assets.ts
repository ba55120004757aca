import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { modelJson, type PreparedModel } from '../src/engine/models/tfjs/prepared.ts';
import { readGraphModel } from './models/graph-model.ts';
import { readLayersModel } from './models/layers-model.ts';
import { packageVersion } from './models/package-files.ts';
import { pretrainedIds, readPretrained } from './models/pretrained.ts';

/** Raise it when the files written for the same package change. */
const RECIPE = 1;

interface ModelAsset {
  readonly id: string;
  readonly packageName: string;
  /** The last block that is kept. */
  readonly output: string;
  readonly read: (output: string) => PreparedModel;
}

const HUMAN = '@vladmandic/human';
const NSFWJS = 'nsfwjs';

/** The pretrained backbones, each cut behind its last convolution: their own classifiers are not shipped. */
export const MODEL_ASSETS: readonly ModelAsset[] = [
  {
    id: 'mobilenet-v3-coco',
    packageName: HUMAN,
    output: 'tower_0/extern1/hard_swish/mul_1',
    read: (output) => readGraphModel(HUMAN, 'models/centernet.json', output),
  },
  {
    id: 'mobilenet-v2',
    packageName: NSFWJS,
    output: 'out_relu',
    read: (output) => readLayersModel(NSFWJS, 'dist/models/mobilenet_v2', output),
  },
  {
    id: 'inception-v3',
    packageName: NSFWJS,
    output: 'mixed10',
    read: (output) => readLayersModel(NSFWJS, 'dist/models/inception_v3', output),
  },
];

/** Where prepared models lie, under the folder of static files. */
export const MODELS_FOLDER = 'models';
const STAMP = 'stamp.json';

/**
 * Unpacks the pretrained backbones from their npm packages, and copies the small family, into
 * `<publicDir>/models/<id>/`, each as `model.json` and `weights.bin`. What is there already is left alone.
 * Returns the ids that were written.
 */
export function ensureModels(publicDir: string): string[] {
  const folder = join(publicDir, MODELS_FOLDER);
  const written: string[] = [];
  for (const asset of MODEL_ASSETS) {
    const stamp = `${JSON.stringify({ package: asset.packageName, version: packageVersion(asset.packageName), output: asset.output, recipe: RECIPE })}\n`;
    if (isUpToDate(join(folder, asset.id), stamp)) continue;
    writeModel(folder, asset.id, filesOf(asset.read(asset.output)), stamp);
    written.push(asset.id);
  }
  for (const id of pretrainedIds()) {
    const files = readPretrained(id);
    const stamp = `${JSON.stringify({ pretrained: hashOf(Object.values(files)) })}\n`;
    if (isUpToDate(join(folder, id), stamp)) continue;
    writeModel(folder, id, files, stamp);
    written.push(id);
  }
  return written;
}

function isUpToDate(folder: string, stamp: string): boolean {
  const files = [STAMP, 'model.json', 'weights.bin'].map((file) => join(folder, file));
  return files.every((file) => existsSync(file)) && readFileSync(join(folder, STAMP), 'utf8') === stamp;
}

type Files = Readonly<Record<'model.json' | 'weights.bin', string | Uint8Array>>;

const filesOf = (model: PreparedModel): Files => ({
  'model.json': JSON.stringify(modelJson(model)),
  'weights.bin': model.weights,
});

/** Writes beside the target and renames, so that nobody ever reads half a model. */
function writeModel(folder: string, id: string, files: Files, stamp: string): void {
  mkdirSync(folder, { recursive: true });
  const draft = mkdtempSync(join(folder, `.${id}-`));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(draft, name), content);
    writeFileSync(join(draft, STAMP), stamp);
    chmodSync(draft, 0o755);
    rmSync(join(folder, id), { recursive: true, force: true });
    renameSync(draft, join(folder, id));
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process that prepared the same model at the same time is as good.
    if (!isUpToDate(join(folder, id), stamp)) throw error;
  }
}

/** Names the weights in content keys: where they come from, and a hash of both files. */
export function weightsVersion(publicDir: string, id: string): string {
  const asset = MODEL_ASSETS.find((known) => known.id === id);
  const origin = asset ? `${asset.packageName}@${packageVersion(asset.packageName)}` : 'graft';
  const files = ['model.json', 'weights.bin'].map((file) =>
    readFileSync(join(publicDir, MODELS_FOLDER, id, file)),
  );
  return `${origin}:${hashOf(files)}`;
}

function hashOf(contents: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex').slice(0, 12);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const written = ensureModels('public');
  // Not to stdout: it runs before `npm run graft`, whose output other programs read.
  if (written.length > 0) console.error(`Prepared in public/models: ${written.join(', ')}`);
}
