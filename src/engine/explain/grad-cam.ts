import * as tf from '@tensorflow/tfjs';
import { INFERENCE } from '../networks/modes';
import type { OpenNetwork } from '../networks/open-network';
import { noGradient, noPlaces, unknownLayer } from './failure';
import { logitsFrom, takenBefore } from './from-block';
import { largestIndex } from './largest-index';

/** The output of a block as Grad-CAM can look at it. */
export interface MapLayer {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export interface GradCamOptions {
  /** Index of the class whose score is explained; without it the predicted one. */
  readonly target?: number;
  /** Name of the block whose output is looked at; without it the last one that has more than one place. */
  readonly layer?: string;
}

export interface GradCam {
  /** float32 [height, width] of the layer, row-major; 0 or more, in the score's unit by the activations'. */
  readonly values: Float32Array;
  readonly layer: MapLayer;
  /** All layers with a map, in order. */
  readonly layers: readonly MapLayer[];
  readonly target: number;
  readonly probabilities: Float32Array;
}

/**
 * Gradient-weighted class activation mapping (Selvaraju et al. 2017): ReLU(Σₖ αₖ Aᵏ), where Aᵏ are the
 * channels of a layer's output and αₖ is the mean over its places of ∂score/∂Aᵏ; the score is the class's
 * logit. `pixels` are the raw values of one picture, shaped as the network's input. Throws `StepFailure`
 * where the layer has a single place or no gradient.
 */
export async function gradCam(
  open: OpenNetwork,
  pixels: ArrayLike<number>,
  { target, layer }: GradCamOptions = {},
): Promise<GradCam> {
  const { shape } = open.network.model.input;
  const input = tf.tensor(Float32Array.from(pixels), [1, ...shape]);
  const maps = tf.tidy(() => blockOutputs(open, input));
  const held: tf.Tensor[] = [input, ...maps];
  try {
    const layers = maps.flatMap((map, block) => layerOf(open, map, block));
    const chosen = chooseLayer(open, layers, layer);
    const end = open.body.blocks.indexOf(chosen.name) + 1;
    const map = maps[end - 1];
    if (!map) throw unknownLayer(chosen.name);
    const before = tf.tidy(() => takenBefore(open, maps, end));
    held.push(...before);
    const logits = logitsFrom(open, end, before);
    const softmax = tf.tidy(() => tf.softmax(logits(map)));
    held.push(softmax);
    const probabilities = (await softmax.data()).slice() as Float32Array;
    const explained = target ?? largestIndex(probabilities);
    const cam = tf.tidy(() => weighted(map, slope(logits, map, explained, chosen.name)));
    held.push(cam);
    const values = (await cam.data()).slice() as Float32Array;
    return { values, layer: chosen, layers, target: explained, probabilities };
  } finally {
    tf.dispose(held);
  }
}

/** The output of each block, one after the other. */
function blockOutputs({ body }: OpenNetwork, input: tf.Tensor): tf.Tensor[] {
  let map = input;
  return body.blocks.map((_, block) => {
    map = body.forward(map, block, block + 1, INFERENCE);
    return map;
  });
}

function layerOf({ body }: OpenNetwork, map: tf.Tensor, block: number): MapLayer[] {
  const [, height = 1, width = 1, channels = 1] = map.shape;
  const name = body.blocks[block] ?? '';
  return map.rank === 4 && height * width > 1 ? [{ name, height, width, channels }] : [];
}

function chooseLayer({ body }: OpenNetwork, layers: readonly MapLayer[], wanted?: string): MapLayer {
  const found = wanted === undefined ? layers.at(-1) : layers.find(({ name }) => name === wanted);
  if (found) return found;
  const name = wanted ?? body.blocks.at(-1) ?? '';
  throw body.blocks.includes(name) ? noPlaces(name) : unknownLayer(name);
}

/** ∂ score of the class / ∂ map. */
function slope(
  logits: (map: tf.Tensor) => tf.Tensor2D,
  map: tf.Tensor,
  target: number,
  layer: string,
): tf.Tensor {
  try {
    return tf.grad((x: tf.Tensor) => tf.sum(tf.slice(logits(x), [0, target], [1, 1])))(map);
  } catch (error) {
    throw noGradient(layer, error instanceof Error ? error.message : String(error));
  }
}

/** ReLU of the channels' sum, each with the mean of its gradient: [1, h, w, c] twice to [h, w]. */
const weighted = (map: tf.Tensor, gradient: tf.Tensor): tf.Tensor =>
  tf.relu(tf.squeeze(tf.sum(tf.mul(map, tf.mean(gradient, [1, 2], true)), -1), [0]));
