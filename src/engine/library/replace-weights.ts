import type { WeightMap } from '../networks/network';
import type { ModelFiles } from '../platform/platform';
import { floatWeight, storedWeights, withWeights } from './weights-manifest';

/**
 * Writes trained values in the place of a model's own, in float32; weights that `trained` does not name
 * keep their bytes, quantised as they may be. Throws when a shape differs.
 */
export function replaceWeights(files: ModelFiles, trained: WeightMap): ModelFiles {
  const replaced = storedWeights(files).map((stored) => {
    const { name, shape } = stored.entry;
    const value = trained[name] ?? trained[shortName(name)];
    if (!value) return stored;
    if (value.shape.join() !== shape.join()) {
      throw new Error(
        `The trained weight "${name}" does not fit. Expected shape [${shape}]. Received [${value.shape}].`,
      );
    }
    return floatWeight(name, shape, value.data as Float32Array<ArrayBuffer>);
  });
  return withWeights(files.json, replaced);
}

/** `layer/kernel` for Keras's `model/layer/kernel`: a parameter is named by its layer alone. */
const shortName = (name: string): string => name.split('/').slice(-2).join('/');
