import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { createHead } from '../../../src/engine/networks/head';
import type { TrainedNetwork, WeightMap } from '../../../src/engine/networks/network';
import { networkBody } from '../../../src/engine/networks/network-body';
import { type OpenNetwork, openNetwork, withHead } from '../../../src/engine/networks/open-network';
import { readWeights } from '../../../src/engine/networks/weights';
import type { LayerSpec, NetworkSpec } from '../../../src/plan/architectures/network';
import type { ModelSpec } from '../../../src/plan/plan';
import { platform, smallCnnSpec } from '../networks/specs';

interface TorchWeight {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

interface Fixture {
  readonly side: number;
  readonly scale: number;
  readonly offset: number;
  readonly weights: Readonly<Record<string, TorchWeight>>;
  /** [side, side, 3], 0–255. */
  readonly pixels: readonly number[];
  readonly probabilities: readonly number[];
  readonly gradCam: readonly {
    readonly layer: string;
    readonly target: number;
    readonly side: readonly number[];
    readonly values: readonly number[];
  }[];
  readonly occlusion: readonly {
    readonly target: number;
    readonly patch: number;
    readonly fill: 'grey' | 'mean';
    readonly values: readonly number[];
  }[];
}

/** What PyTorch computed: `tests/fixtures/explain.py`. */
export const TORCH: Fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/explain.json', import.meta.url), 'utf8'),
);

const LINEAR = { hidden: [], dropout: 0, batchNorm: false, l2: 0 };
const CLASSES = ['red', 'green', 'blue'];

/** PyTorch's [out, in, …] with the inputs first, as here: [kh, kw, in, out] or [in, out]. */
function turned(name: string): { readonly shape: readonly number[]; readonly data: Float32Array } {
  const weight = TORCH.weights[name];
  if (!weight) throw new Error(`The fixture has no "${name}".`);
  const order = weight.shape.length === 4 ? [2, 3, 1, 0] : weight.shape.length === 2 ? [1, 0] : [0];
  return tf.tidy(() => {
    const here = tf.transpose(tf.tensor([...weight.data], [...weight.shape]), order);
    return { shape: here.shape, data: here.dataSync().slice() as Float32Array };
  });
}

const headWeights = (): WeightMap => ({
  'head/logits/kernel': turned('head.weight'),
  'head/logits/bias': turned('head.bias'),
});

const CONVOLUTIONS = ['block_1_conv_1', 'block_2_conv_1'];

/** The fixture's network as a Small CNN, which is a LayersModel. */
export function torchSmallCnn(): Promise<OpenNetwork> {
  const model = smallCnnSpec({ batchNorm: false, convsPerBlock: 1, inputSize: TORCH.side });
  const weights: Record<string, WeightMap[string]> = { ...headWeights() };
  for (const name of CONVOLUTIONS) {
    weights[`${name}/kernel`] = turned(`${name}.weight`);
    weights[`${name}/bias`] = turned(`${name}.bias`);
  }
  return openNetwork({ model, head: LINEAR, classes: CLASSES, weights }, platform);
}

/** The fixture's network as one that is data. */
export function torchNetwork(): OpenNetwork {
  const model: ModelSpec = smallCnnSpec({ batchNorm: false, convsPerBlock: 1, inputSize: TORCH.side });
  const weights = tf.tidy(() =>
    Object.fromEntries(
      CONVOLUTIONS.flatMap((name) =>
        ['weight', 'bias'].map((kind) => {
          const { shape, data } = turned(`${name}.${kind}`);
          return [`${name}.${kind}`, tf.keep(tf.tensor(data, [...shape]))];
        }),
      ),
    ),
  );
  const body = networkBody(NETWORK, model.blocks, {
    size: [TORCH.side, TORCH.side],
    preprocessing: model.input.preprocessing,
    weights,
  });
  tf.dispose(weights);
  const network: TrainedNetwork = { model, head: LINEAR, classes: CLASSES, weights: {} };
  return withHead(network, body, () =>
    createHead(LINEAR, model.features, CLASSES.length, { weights: headWeights() }),
  );
}

const NETWORK: NetworkSpec = {
  channels: 3,
  layers: [...layersOf(1, 'input', 4), ...layersOf(2, 'block_1', 8)],
  blocks: ['block_1', 'block_2'].map((name) => ({ name, label: name, stage: name })),
  initial: { convolutions: 'kaiming', linear: 'uniform' },
};

function layersOf(block: number, input: string, filters: number): LayerSpec[] {
  const name = `block_${block}`;
  const convolution = `${name}_conv_1`;
  return [
    {
      op: 'conv',
      name: convolution,
      inputs: [input],
      filters,
      kernel: [3, 3],
      stride: [1, 1],
      padding: [1, 1],
      groups: 1,
      bias: true,
    },
    { op: 'activation', name: `${name}_relu`, inputs: [convolution], activation: 'relu' },
    {
      op: 'max-pool',
      name,
      inputs: [`${name}_relu`],
      size: [2, 2],
      stride: [2, 2],
      padding: [0, 0],
      ceil: false,
    },
  ];
}

/** A network of this architecture with a new head, as a training would leave it. */
export async function untrainedHead(
  model: ModelSpec,
  hidden: readonly number[] = [],
): Promise<TrainedNetwork> {
  const spec = { ...LINEAR, hidden };
  const head = createHead(spec, model.features, CLASSES.length, { seed: 4 });
  const weights = await readWeights(head.parameters());
  head.dispose();
  return { model, head: spec, classes: CLASSES, weights };
}
