import type { NamedTensor } from '../../models/safetensors/write';
import type { WeightMap } from '../../networks/network';
import { fromTorch, toTorch } from '../../networks/torch-layout';

const TORCH_KINDS: Readonly<Record<string, string>> = {
  kernel: 'weight',
  gamma: 'weight',
  beta: 'bias',
  moving_mean: 'running_mean',
  moving_variance: 'running_var',
};

function torchName(name: string): { readonly name: string; readonly isKernel: boolean } {
  const path = name.split('/');
  const kind = path.pop() ?? '';
  return { name: [...path, TORCH_KINDS[kind] ?? kind].join('.'), isKernel: kind === 'kernel' };
}

const linear = ([inputs = 0, units = 0]: readonly number[]) =>
  ({ layout: 'linear', shape: [units, inputs] }) as const;

/** A head's weights as PyTorch has them: `head/logits/kernel` [in, out] is `head.logits.weight` [out, in]. */
export const torchHead = (weights: WeightMap): NamedTensor[] =>
  Object.entries(weights).map(([engineName, { shape, data }]) => {
    const { name, isKernel } = torchName(engineName);
    if (!isKernel) return { name, shape, data };
    const parameter = linear(shape);
    return { name, shape: parameter.shape, data: toTorch(parameter, data) };
  });

/** A weight of a head by the name and shape that the engine has for it, from a file in either layout. */
export async function engineHead(
  name: string,
  shape: readonly number[],
  isTorch: boolean,
  read: (name: string, shape: readonly number[]) => Promise<Float32Array>,
): Promise<WeightMap[string]> {
  if (!isTorch) return { shape, data: await read(name, shape) };
  const torch = torchName(name);
  if (!torch.isKernel) return { shape, data: await read(torch.name, shape) };
  const parameter = linear(shape);
  return { shape, data: fromTorch(parameter, await read(torch.name, parameter.shape)) };
}
