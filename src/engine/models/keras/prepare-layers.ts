import { ancestors } from '../ancestors';
import { cutPoints } from '../describe/network-graph';
import { ModelError } from '../model-error';
import { type PreparedModel, selectWeights, type WeightSpec } from '../tfjs/prepared';
import { keptDimensions, layerConfig, mapLayers, unsupportedLayers } from './layer-config';
import { type FlatLayer, type FlatModel, type KerasObject, topologyOf } from './topology';

/** Weights by `layer/kind`, in TF.js's layout. */
export interface LayerWeights {
  readonly specs: readonly WeightSpec[];
  readonly bytes: Uint8Array;
}

/** A model cut behind its last map, ready to be described. */
export interface PreparedBackbone {
  readonly model: PreparedModel;
  /** Side of the images that the model was made for, where it says so. */
  readonly side?: number;
  /** It takes images of that side only. */
  readonly fixedSize?: boolean;
  /** It brings its own scaling of pixels. */
  readonly scalesPixels: boolean;
  readonly leftOut: readonly string[];
}

/**
 * The part of a Keras model that can be a backbone: all up to the last place where one map holds what
 * follows. Throws a `ModelError` that lists by name what cannot be run.
 */
export function prepareLayers(
  flat: FlatModel,
  weights: LayerWeights,
  isKeras3: boolean,
  skipped: readonly string[] = [],
): PreparedBackbone {
  const layers = keptDimensions(flat.layers);
  const output = lastMap(layers, flat.input);
  const needed = upTo(layers, output);
  const faults = unsupportedLayers(needed, isKeras3);
  if (faults.length > 0) {
    throw new ModelError(
      'unsupported-layer',
      `The model has layers that Graft cannot run: ${faults.join('; ')}.`,
      {
        hint: 'Leave them out in Keras, or replace them by standard layers, and save the model again.',
      },
    );
  }
  const side = sideOf(layers.find(({ name }) => name === flat.input));
  const kept = needed.map((layer) => ({ ...layer, config: widened(layer, layerConfig(layer, isKeras3)) }));
  const names = new Set(kept.map(({ name }) => name));
  const dropped = layers.filter(({ name }) => !names.has(name)).map(({ name }) => name);
  const model: PreparedModel = {
    format: 'layers-model',
    modelTopology: topologyOf({ layers: kept, input: flat.input, output }),
    ...selectWeights(weights.specs, weights.bytes, (name) => names.has(name.slice(0, name.lastIndexOf('/')))),
  };
  return {
    model,
    ...(side !== undefined && { side }),
    scalesPixels: needed.some(({ class_name }) => class_name === 'Rescaling'),
    leftOut: [
      ...(dropped.length > 0
        ? [`What follows "${output}" gives no map and is not part of the backbone: ${listed(dropped)}.`]
        : []),
      ...(skipped.length > 0 ? [`These layers do nothing outside of training: ${listed(skipped)}.`] : []),
    ],
  };
}

const MOST_NAMES = 12;

const listed = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`;

function lastMap(layers: readonly FlatLayer[], input: string): string {
  const maps = mapLayers(layers);
  const graph = layers.map(({ name, inputs }) => ({
    name,
    inputs,
    params: 0,
    stored: 0,
    multiplyAddsPerOutput: 0,
  }));
  const cuts = cutPoints(graph, input);
  const last = layers.findLast(({ name }) => cuts.has(name) && maps.has(name) && name !== input);
  if (!last) {
    throw new ModelError(
      'no-cut',
      'The model has no place where it could be cut: no layer whose output is a map that alone holds all that follows.',
      {
        expected: 'a convolutional network for images',
      },
    );
  }
  return last.name;
}

function upTo(layers: readonly FlatLayer[], output: string): FlatLayer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const needed = ancestors(output, (name) => {
    const layer = byName.get(name);
    if (!layer)
      throw new ModelError('bad-keras', `The model has no layer "${name}", which another one takes.`);
    return layer.inputs;
  });
  return layers.filter(({ name }) => needed.has(name));
}

function sideOf(input: FlatLayer | undefined): number | undefined {
  const shape = input?.config.batch_input_shape ?? input?.config.batch_shape;
  const sides: readonly unknown[] = Array.isArray(shape) ? shape : [];
  if (sides.length !== 4 || sides[3] !== 3) {
    throw new ModelError('not-for-images', 'The model does not take colour images.', {
      expected: 'an input [height, width, 3]',
      received: `[${sides
        .slice(1)
        .map((each) => each ?? 'any')
        .join(', ')}]`,
    });
  }
  return typeof sides[1] === 'number' && sides[1] === sides[2] ? sides[1] : undefined;
}

const widened = ({ class_name }: FlatLayer, config: KerasObject): KerasObject =>
  class_name === 'InputLayer' ? { ...config, batch_input_shape: [null, null, null, 3] } : config;
