import type { WeightMap } from '../networks/network';
import type { Inputs } from './output';

/** The weights that a body starts with where they are not those of its file; a trained head stays behind. */
export function originWeights({ origin }: Inputs): WeightMap {
  switch (origin?.op) {
    case 'fit':
      return Object.fromEntries(
        Object.entries(origin.network.weights).filter(([name]) => !name.startsWith('head/')),
      );
    case 're-estimate':
      return origin.weights;
    default:
      return {};
  }
}
