import * as tf from '@tensorflow/tfjs';
import type { AdaptersSpec, BodySpec, ModelSpec } from '../../plan/plan';
import { fusedConvolution } from '../backend/fused-convolution';
import { heNormal, type Initial, restart, ZEROS } from './initial';
import type { Body, BodyParameter, Parameter } from './network';

/** Residual bottlenecks behind the blocks of a body. */
export interface Adapters extends AdaptersSpec {
  /** What the names of their weights start with: apart for each training that added some. */
  readonly prefix: string;
}

/** All adapters of a network: those that earlier trainings added, the first one first, then its own. */
export const adaptersOf = ({ body, adapters }: Pick<ModelSpec, 'body' | 'adapters'>): readonly Adapters[] =>
  [...inherited(body), ...(adapters ? [adapters] : [])].map((spec, index) => ({
    ...spec,
    prefix: `adapter_${index + 1}/`,
  }));

function inherited(body: BodySpec): readonly AdaptersSpec[] {
  if (body.op !== 'trained-body') return [];
  return [...inherited(body.base), ...(body.adapters ? [body.adapters] : [])];
}

/**
 * The body with a residual bottleneck behind each block from `from` on, y + up(relu(down(y))) with 1×1
 * convolutions (Houlsby et al. 2019; for images Rebuffi et al. 2018). `up` starts at zero, so at first the
 * network is exactly the one without; `down` follows He et al. (2015) from the seed. Runs on any kind of
 * body. It owns the one it wraps.
 */
export function adaptedBody(
  body: Body,
  { from: first, width, channels, prefix }: Adapters,
  seed: number,
): Body {
  const adapters = body.blocks.map((block, index) => {
    if (index < first) return undefined;
    return createAdapter(`${prefix}${block}/`, channels[index - first] ?? 0, width, seed);
  });
  return {
    blocks: body.blocks,
    forward: (input, from, to, mode) =>
      tf.tidy(() => {
        const plain = Math.max(from, Math.min(first, to));
        let output = plain > from || to === from ? body.forward(input, from, plain, mode) : input;
        for (let block = plain; block < to; block++) {
          output = body.forward(output, block, block + 1, mode);
          output = adapters[block]?.run(output) ?? output;
        }
        return output;
      }),
    parameters: (from, to) =>
      body.blocks
        .slice(from, to)
        .flatMap((_, offset) => [
          ...body.parameters(from + offset, from + offset + 1),
          ...(adapters[from + offset]?.parameters ?? []),
        ]),
    dispose() {
      for (const adapter of adapters) tf.dispose(adapter?.parameters.map(({ variable }) => variable) ?? []);
      body.dispose();
    },
  };
}

interface Adapter {
  readonly parameters: readonly BodyParameter[];
  run(map: tf.Tensor): tf.Tensor;
}

function createAdapter(prefix: string, channels: number, width: number, seed: number): Adapter {
  const add = (
    name: string,
    role: Parameter['role'],
    shape: number[],
    initial: Initial = ZEROS,
  ): BodyParameter => ({
    name: prefix + name,
    role,
    initial,
    variable: tf.tidy(() => tf.variable(tf.zeros(shape))),
  });
  const down = add('down/kernel', 'kernel', [1, 1, channels, width], heNormal(channels));
  const downBias = add('down/bias', 'bias', [width]);
  const up = add('up/kernel', 'kernel', [1, 1, width, channels]);
  const upBias = add('up/bias', 'bias', [channels]);
  const parameters = [down, downBias, up, upBias];
  restart(parameters, seed);
  const convolve = (x: tf.Tensor, kernel: Parameter, bias: Parameter, activation: 'linear' | 'relu') =>
    fusedConvolution({
      x,
      filter: kernel.variable,
      bias: bias.variable,
      activation,
      depthwise: false,
      strides: [1, 1],
      dilations: [1, 1],
      pad: 'same',
    });
  return {
    parameters,
    run: (map) => tf.add(map, convolve(convolve(map, down, downBias, 'relu'), up, upBias, 'linear')),
  };
}
