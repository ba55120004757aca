import { strToU8, zipSync } from 'fflate';
import type { LibraryModel } from '../library-model';
import { modelCard } from './model-card';
import { safetensorsFile } from './safetensors-file';
import { tfjsModel } from './tfjs-model';

/** One safetensors file, or a zip with TF.js's model.json and weights. */
export type ExportFormat = 'safetensors' | 'tfjs';

/** A model as a file for others: the network, what it is, and under which licence. */
export async function exportModel(
  model: LibraryModel,
  format: ExportFormat,
): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }> {
  const name = fileName(model.info.label);
  if (format === 'safetensors') {
    return { name: `${name}.safetensors`, bytes: safetensorsFile(model) };
  }
  const { json, weights } = tfjsModel(model);
  const files = {
    'model.json': strToU8(JSON.stringify(json)),
    'weights.bin': new Uint8Array(weights),
    'README.md': strToU8(modelCard(model)),
    'LICENSE.txt': strToU8(`${model.info.licence}\n`),
  };
  // Weights hardly shrink, and a compressed file would take seconds longer to write and to read.
  return { name: `${name}.zip`, bytes: new Uint8Array(zipSync(files, { level: 0, mtime: ZIP_TIME })) };
}

/** Equal models give equal files: nothing depends on the clock. A zip knows no time before 1980. */
const ZIP_TIME = new Date('1980-01-02T00:00:00Z');

/** A name as a file name: letters and digits of any script, the rest as dashes. */
const fileName = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'model';
