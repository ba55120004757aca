import * as tf from '@tensorflow/tfjs';
import type { Body, ForwardMode } from '../../../src/engine/networks/network';
import { networkBody } from '../../../src/engine/networks/network-body';
import { fromTorch, tfShape, toTorch } from '../../../src/engine/networks/torch-layout';
import { parametersOf } from '../../../src/plan/architectures/parameters';
import type { Case } from './cases';
import { draw, drawWeight } from './drawn';
import { networkOf, type Results } from './reference';

/** The network of a case and its images, on the backend that is set; both are the caller's. `given`: weights that are not drawn. */
export function openOurs(about: Case, given: ReadonlyMap<string, Float32Array> = new Map()) {
  const network = networkOf(about);
  const { side, images } = about;
  const parameters = parametersOf(network, side);
  const weights = Object.fromEntries(
    parameters.map((spec) => [
      spec.name,
      tf.tensor(fromTorch(spec, given.get(spec.name) ?? drawWeight(spec)), tfShape(spec)),
    ]),
  );
  const body = networkBody(
    network,
    network.blocks.map(({ name }) => name),
    {
      size: [side, side],
      preprocessing: { scale: 1, offset: 0 },
      weights,
    },
  );
  tf.dispose(weights);
  const x = tf.tensor4d(draw('input', images * side * side * 3, -2, 2), [images, side, side, 3]);
  return { body, x, parameters };
}

/** What our engine gives, one block after the other. */
export function runOurs(about: Case, given?: ReadonlyMap<string, Float32Array>): Results {
  const { images, classes } = about;
  const { body, x, parameters } = openOurs(about, given);
  const boundaries = body.blocks;
  const mode: ForwardMode = { training: about.mode === 'batch', batchNorm: about.mode, seed: 0 };
  const specs = new Map(parameters.map((spec) => [spec.name, spec]));
  const torch = (name: string, values: tf.Tensor): Float32Array => {
    const spec = specs.get(name);
    if (!spec) throw new Error(`"${name}" is no parameter.`);
    return toTorch(spec, values.dataSync() as Float32Array);
  };

  const gradients = new Map<string, Float32Array>();
  if (about.gradients) {
    for (const [name, values] of gradientsOf(body, x, mode, images * classes)) {
      gradients.set(name, torch(name, values));
      values.dispose();
    }
    for (const { name, variable, role } of body.parameters(0, boundaries.length)) {
      if (role === 'state') gradients.set(name, torch(name, variable));
    }
  }

  const outputs = new Map<string, Float32Array>();
  let value: tf.Tensor = x;
  boundaries.forEach((name, block) => {
    const next = body.forward(value, block, block + 1, mode);
    value.dispose();
    value = next;
    outputs.set(name, (value.dataSync() as Float32Array).slice());
  });
  value.dispose();
  body.dispose();
  return { outputs, gradients };
}

/** Of Σ logits · fixed numbers, by parameter. */
function gradientsOf(body: Body, x: tf.Tensor, mode: ForwardMode, logits: number): [string, tf.Tensor][] {
  const count = body.blocks.length;
  const trained = body.parameters(0, count).filter(({ role }) => role !== 'state');
  const factors = tf.tensor1d(draw('loss', logits, -1, 1));
  const { value, grads } = tf.variableGrads(
    () => tf.sum(tf.mul(tf.reshape(body.forward(x, 0, count, mode), [-1]), factors)) as tf.Scalar,
    trained.map(({ variable }) => variable),
  );
  tf.dispose([value, factors]);
  return trained.map(({ name, variable }) => {
    const gradient = grads[variable.name];
    if (!gradient) throw new Error(`"${name}" has no gradient.`);
    return [name, gradient];
  });
}
