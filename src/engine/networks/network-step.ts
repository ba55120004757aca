import * as tf from '@tensorflow/tfjs';
import type { Chain } from '../../plan/architectures/chains';
import type { LayerLink } from '../../plan/architectures/links';
import type {
  Activation,
  ConvLayer,
  JoinLayer,
  LinearLayer,
  NormLayer,
  Pair,
} from '../../plan/architectures/network';
import type { NormWeights } from './batch-norm';
import { dropout } from './dropout';
import { foldedConvolution } from './folded-convolution';
import type { BodyParameter } from './network';
import { adaptivePooling, averagePooling, maxPooling } from './network-pooling';
import { normalisation } from './normalisation';
import { type Runner, type Step, single } from './step';

/** A chain of a network's layers with their parameters, `parametersOf` each. */
export function networkStep(
  chain: Chain<LayerLink>,
  parametersOf: (link: LayerLink) => readonly BodyParameter[],
): Step {
  const { layer, norm, inputs, output } = chain;
  const parameters = [layer, ...(norm ? [norm] : [])].flatMap(parametersOf);
  const variables = new Map(parameters.map(({ name, variable }) => [name, variable]));
  return { inputs, output, parameters, ...runnerOf(chain, variables) };
}

type Variables = ReadonlyMap<string, tf.Variable>;

function runnerOf(chain: Chain<LayerLink>, variables: Variables): Runner {
  const { spec } = chain.layer;
  switch (spec.op) {
    case 'conv':
      return convolution(spec, chain, variables);
    case 'norm':
      return normalisation(normWeights(spec, variables));
    case 'activation':
      return { run: (inputs) => activate(single(inputs), spec.activation) };
    case 'max-pool':
      return maxPooling(spec);
    case 'average-pool':
      return averagePooling(spec);
    case 'adaptive-average-pool':
      return adaptivePooling(spec);
    case 'linear':
      return linear(spec, variables);
    case 'dropout':
      return dropout(spec.name, spec.rate);
    default:
      return join(spec);
  }
}

function weightOf(variables: Variables, layer: string, kind: string): tf.Variable {
  const variable = variables.get(`${layer}.${kind}`);
  if (!variable) throw new Error(`The layer "${layer}" has no ${kind}.`);
  return variable;
}

const normWeights = ({ name, epsilon, momentum }: NormLayer, variables: Variables): NormWeights => ({
  gamma: weightOf(variables, name, 'weight'),
  beta: weightOf(variables, name, 'bias'),
  mean: weightOf(variables, name, 'running_mean'),
  variance: weightOf(variables, name, 'running_var'),
  epsilon,
  momentum: 1 - momentum,
  unbiased: true,
});

function convolution(spec: ConvLayer, { norm, activation }: Chain<LayerLink>, variables: Variables): Runner {
  const { name, bias, groups, stride, padding } = spec;
  return foldedConvolution({
    kernel: weightOf(variables, name, 'weight'),
    bias: bias ? weightOf(variables, name, 'bias') : undefined,
    norm: norm?.spec.op === 'norm' ? normWeights(norm.spec, variables) : undefined,
    depthwise: groups === 'depthwise',
    strides: [...stride],
    dilations: [1, 1],
    pad: paddingOf(padding),
    activation: activation ?? 'linear',
  });
}

const paddingOf = ([rows, columns]: Pair): 'valid' | tf.backend_util.ExplicitPadding =>
  rows === 0 && columns === 0
    ? 'valid'
    : [
        [0, 0],
        [rows, rows],
        [columns, columns],
        [0, 0],
      ];

function activate(x: tf.Tensor, activation: Activation): tf.Tensor {
  switch (activation) {
    case 'relu':
      return tf.relu(x);
    case 'relu6':
      return tf.relu6(x);
    case 'sigmoid':
      return tf.sigmoid(x);
    case 'hard-sigmoid':
      return tf.tidy(() => hardSigmoid(x));
    case 'hard-swish':
      return tf.tidy(() => tf.mul(x, hardSigmoid(x)));
  }
}

const hardSigmoid = (x: tf.Tensor): tf.Tensor => tf.mul(tf.relu6(tf.add(x, 3)), 1 / 6);

function linear({ name, units }: LinearLayer, variables: Variables): Runner {
  const kernel = weightOf(variables, name, 'weight') as unknown as tf.Tensor2D;
  const bias = weightOf(variables, name, 'bias');
  return {
    run: (inputs) =>
      tf.tidy(() => {
        const x = single(inputs) as tf.Tensor4D;
        const [images, height, width] = x.shape;
        const channelFirst = height * width === 1 ? x : tf.transpose(x, [0, 3, 1, 2]);
        const flat = tf.reshape(channelFirst, [images, -1]) as tf.Tensor2D;
        return tf.reshape(tf.add(tf.matMul(flat, kernel), bias), [images, 1, 1, units]);
      }),
  };
}

const join = ({ op }: JoinLayer): Runner => ({
  run(inputs) {
    if (op === 'concat') return tf.concat([...inputs], -1);
    const [first, second] = inputs;
    if (!first || !second) throw new Error('A join needs two inputs.');
    return op === 'add' ? tf.add(first, second) : tf.mul(first, second);
  },
});
