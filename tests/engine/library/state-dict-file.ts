import { writeSafetensors } from '../../../src/engine/models/safetensors/write';
import { architectureOf } from '../../../src/plan/architectures/index';
import { parametersOf } from '../../../src/plan/architectures/parameters';
import { drawWeight } from '../../conformance/architectures/drawn';

interface StateDictOptions {
  readonly width?: number;
  readonly classes?: number;
  /** Names of tensors that are not written. */
  readonly without?: RegExp;
}

/** A state dict as PyTorch would save it, of a narrow network with drawn weights: a few hundred kilobytes. */
export function stateDictFile(
  id: string,
  { width = 1 / 8, classes = 5, without }: StateDictOptions = {},
): Uint8Array<ArrayBuffer> {
  const architecture = architectureOf(id);
  if (!architecture) throw new Error(`There is no architecture "${id}".`);
  const tensors = parametersOf(architecture.build({ width, classes }))
    .filter(({ name }) => !without?.test(name))
    .map((spec) => ({ name: spec.name, shape: spec.shape, data: drawWeight(spec) }));
  return writeSafetensors(tensors, { format: 'pt' });
}
