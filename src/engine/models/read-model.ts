import type { Problem } from '../../graph/problem';
import type { Platform } from '../platform/platform';
import type { ImportOutcome, ModelSource, ReadOptions, ReadProgress } from './bundle';
import { type KerasFile, readKerasArchive, readKerasH5 } from './keras/read-keras';
import { checkModelSize } from './limits';
import { ModelError } from './model-error';
import { readNetwork } from './read-network';
import { readTfModel } from './read-tf-model';
import type { Reading } from './reading';
import { sniff } from './sniff';
import { gather, type Material, parseJson } from './sources/material';
import { isPart, isPartIndex, splitWeights } from './sources/split-weights';
import { isTfjs, readTfjs } from './tfjs/read-tfjs';

/**
 * Reads a model from anywhere: safetensors in torchvision's or timm's names, a TF.js LayersModel or
 * GraphModel, Keras's .keras and .h5. What is wrong comes back as problems, a file that fits only in
 * part as a choice; it rejects only with the signal's reason. No code in a file is ever run. Describing
 * a model runs it, so a backend must have been started.
 */
export async function readModel(
  source: ModelSource,
  options: ReadOptions,
  platform: Platform,
  onProgress: (progress: ReadProgress) => void = () => undefined,
  signal?: AbortSignal,
): Promise<ImportOutcome> {
  try {
    const material = await gather(source, { options, downloads: platform.downloads, onProgress, signal });
    signal?.throwIfAborted();
    checkModelSize(`"${material.name}"`, material.file.size);
    return await readMaterial({ material, options, platform, onProgress, signal });
  } catch (error) {
    signal?.throwIfAborted();
    return { kind: 'problems', problems: [problemOf(error)] };
  }
}

async function readMaterial(reading: Reading): Promise<ImportOutcome> {
  const { material } = reading;
  if (isPart(material.name)) throw splitWeights(material.name);
  switch (await sniff(material.file, material.name)) {
    case 'safetensors':
      return readNetwork(reading);
    case 'json': {
      const json = await parseJson(material.file, material.name);
      if (isPartIndex(json)) throw splitWeights(material.name);
      if (!isTfjs(json)) {
        throw new ModelError('unknown-format', `"${material.name}" describes no model.`, {
          expected: 'the model.json of a TF.js model',
          hint: 'Choose the file with the weights too: a config.json alone is not enough.',
        });
      }
      const shards: Material['file'][] = [];
      const { kind, backbone } = await readTfjs(json, async (path) => {
        const file = await material.beside(path);
        shards.push(file);
        return file;
      });
      return readTfModel(reading, kind, backbone, [material.file, ...shards]);
    }
    case 'hdf5':
      return readKeras(reading, await readKerasH5(material.file));
    case 'zip':
      return readKeras(reading, await readKerasArchive(material.file, material.name));
  }
}

const readKeras = (reading: Reading, { kind, backbone }: KerasFile): Promise<ImportOutcome> =>
  readTfModel(reading, kind, backbone, [reading.material.file]);

function problemOf(error: unknown): Problem {
  if (error instanceof ModelError) return error.problem;
  const message = error instanceof Error ? error.message : String(error);
  return new ModelError('failed', `The model could not be read: ${message}`).problem;
}
