import * as tf from '@tensorflow/tfjs';
import type { NetworkSpec } from '../../plan/architectures/network';
import { parametersOf } from '../../plan/architectures/parameters';
import { backboneBlocks } from '../../plan/backbone-blocks';
import type { BackboneInfo } from '../../plan/catalog';
import type { RandomAccess } from '../data/import/source';
import { ModelError } from '../models/model-error';
import type { TensorEntry } from '../models/safetensors/header';
import { readFloats } from '../models/safetensors/read';
import { INFERENCE } from '../networks/modes';
import type { WeightMap } from '../networks/network';
import { openBody } from '../networks/open-body';
import { fromTorch } from '../networks/torch-layout';
import type { ModelFiles, Platform } from '../platform/platform';
import { engineHead } from './export/head-names';
import { type GraftRecord, graftSchema } from './graft-schema';
import type { LibraryModel } from './library-model';
import { modelId } from './model-id';
import { floatWeight, withWeights } from './weights-manifest';

/** Values of a tensor by its name, in the file's own axes; throws when the file has no such tensor. */
type ReadTensor = (name: string, shape: readonly number[]) => Promise<Float32Array<ArrayBuffer>>;

/** Reads tensors of a safetensors file by name. Throws a `ModelError` for one that is missing or misshapen. */
export const tensorReader =
  (file: RandomAccess, tensors: readonly TensorEntry[], signal?: AbortSignal): ReadTensor =>
  async (name, shape) => {
    signal?.throwIfAborted();
    const entry = tensors.find((tensor) => tensor.name === name);
    if (!entry) throw damagedRecord(`The tensor "${name}" is missing.`);
    if (entry.shape.join() !== shape.join()) {
      throw damagedRecord(`The tensor "${name}" is [${entry.shape}]. Expected [${shape}].`);
    }
    const values = new Float32Array(shape.reduce((product, length) => product * length, 1));
    await readFloats(file, entry, values);
    return values;
  };

/** What a file of Graft's says of itself. Throws a `ModelError` when that is damaged or forged. */
export function parseGraftRecord(text: string): GraftRecord {
  try {
    return graftSchema.parse(JSON.parse(text));
  } catch {
    throw damagedRecord('What the file says of itself cannot be read.');
  }
}

/** A model from a safetensors file that Graft wrote, as it was. It is run once to see that it is what it says. */
export async function restoreModel(
  record: GraftRecord,
  read: ReadTensor,
  platform: Platform,
): Promise<LibraryModel> {
  const files = await restoreFiles(record, read);
  const id = await modelId(files);
  const network = record.topology.format === 'network' ? (record.topology.network as NetworkSpec) : undefined;
  // A network's blocks need not be written down: they are counted from its layers.
  const counted = Object.keys(record.info.blocks).length === 0 && network ? { network } : {};
  const info: BackboneInfo = { ...record.info, ...counted, id, weights: id };
  await checkBody(info, files, platform);
  const model = { info, files, provenance: record.provenance };
  return record.head
    ? { ...model, head: { ...record.head, weights: await restoreHead(record, read) } }
    : model;
}

async function restoreFiles({ topology, order, whole }: GraftRecord, read: ReadTensor): Promise<ModelFiles> {
  const others = new Map(whole.map((weight) => [weight.name, weight]));
  const torch =
    topology.format === 'network'
      ? new Map(parametersOf(topology.network as NetworkSpec).map((spec) => [spec.name, spec]))
      : undefined;
  const weights = [];
  for (const { name, shape } of order) {
    const other = others.get(name);
    if (other) {
      const { bytes, ...entry } = other;
      weights.push({ entry, bytes: Uint8Array.from(bytes) });
      continue;
    }
    const spec = torch?.get(name);
    const values = await read(name, spec?.shape ?? shape);
    const data = spec ? (fromTorch(spec, values) as Float32Array<ArrayBuffer>) : values;
    weights.push(floatWeight(name, shape, data));
  }
  return withWeights(topology, weights);
}

async function restoreHead({ topology, head }: GraftRecord, read: ReadTensor): Promise<WeightMap> {
  const isTorch = topology.format === 'network';
  const weights: Record<string, WeightMap[string]> = {};
  for (const { name, shape } of head?.weights ?? [])
    weights[name] = await engineHead(name, shape, isTorch, read);
  return weights;
}

/** Opens it and runs it on an empty image: every block must give the shape that it is said to give. */
async function checkBody(info: BackboneInfo, files: ModelFiles, platform: Platform): Promise<void> {
  const side = info.defaultInputSize;
  const blocks = backboneBlocks(info, side);
  const world: Platform = { ...platform, model: async () => files };
  const body = await openBody(
    {
      body: { op: 'backbone', backbone: info.id, weights: info.weights },
      blocks: blocks.map(({ name }) => name),
      input: {
        modality: 'image',
        shape: [side, side, info.channels ?? 3],
        preprocessing: info.preprocessing,
      },
    },
    world,
  ).catch((error: unknown) => {
    throw damagedRecord(error instanceof Error ? error.message : String(error));
  });
  try {
    let map: tf.Tensor = tf.zeros([1, side, side, info.channels ?? 3]);
    for (const [index, { name, shape }] of blocks.entries()) {
      const next = body.forward(map, index, index + 1, INFERENCE);
      map.dispose();
      map = next;
      if (map.shape.slice(1).join() !== shape.join()) {
        const found = `[${map.shape.slice(1)}]`;
        map.dispose();
        throw damagedRecord(`The block "${name}" gives ${found}, but is said to give [${shape}].`);
      }
    }
    map.dispose();
    if (!blocks.some(({ name }) => name === info.defaultCut))
      throw damagedRecord('Its cut is no block of it.');
  } finally {
    body.dispose();
  }
}

const damagedRecord = (why: string): ModelError =>
  new ModelError('bad-graft', `This file was written by Graft, but it is damaged. ${why}`, {
    hint: 'Export the model again where it came from.',
  });
