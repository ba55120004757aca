import type { Chain } from './chains';
import type { LayerLink } from './links';
import type { AdaptivePoolLayer } from './network';
import { type Shape, sizeOf } from './shapes';

/** Batch norm's statistics in training: see `FreezeExpression`. */
export type NormMode = 'stored' | 'batch';

/** Values that one step holds for one sample, as the engine computes it on WASM. */
export interface StepMemory {
  /** Made on the way and dropped at its end, the output not included. */
  readonly passing: number;
  /** Copies for the backward pass. */
  readonly saved: number;
}

/** Maps that a hard sigmoid makes: x + 3, its ReLU6, a sixth of that; a hard swish multiplies besides. */
const HARD_SIGMOID_MAPS = 3;

export function stepMemory(
  { layer: { spec }, norm, activation }: Chain<LayerLink>,
  inputs: readonly Shape[],
  output: Shape,
  mode: NormMode,
): StepMemory {
  const taken = inputs.reduce((sum, shape) => sum + sizeOf(shape), 0);
  const map = sizeOf(output);
  switch (spec.op) {
    case 'conv': {
      const fused = taken + map;
      if (!norm || mode === 'stored') return { passing: 0, saved: fused };
      // The normalised map, and what the activation takes.
      return { passing: 0, saved: fused + map + (activation ? map : 0) };
    }
    case 'norm':
      return { passing: map, saved: mode === 'stored' ? 2 * map : map };
    case 'activation':
      switch (spec.activation) {
        case 'hard-sigmoid':
          return { passing: (HARD_SIGMOID_MAPS - 1) * map, saved: HARD_SIGMOID_MAPS * map };
        case 'hard-swish':
          return { passing: HARD_SIGMOID_MAPS * map, saved: (HARD_SIGMOID_MAPS + 2) * map };
        default:
          return { passing: 0, saved: map };
      }
    case 'max-pool':
      return { passing: 0, saved: taken + map };
    case 'adaptive-average-pool':
      return adaptivePoolMemory(spec, inputs[0] ?? output, output);
    case 'linear':
      // Turned to channel first, unless there is one pixel only.
      return { passing: taken + map, saved: 2 * taken + 2 * map };
    case 'dropout':
      // The input, divided by what is kept, and the mask with what makes it.
      return { passing: 0, saved: 4 * map };
    default:
      return { passing: 0, saved: taken };
  }
}

/** To other sizes than one value it is two matrix products, first of columns and then of rows. */
function adaptivePoolMemory(
  { size: [height, width] }: AdaptivePoolLayer,
  input: Shape,
  output: Shape,
): StepMemory {
  const [rows, columns, channels] = input;
  if (height * width === 1 || (height === rows && width === columns)) {
    return { passing: 0, saved: sizeOf(input) };
  }
  const between = height * columns * channels;
  const shares = height * rows + height * width * columns;
  return { passing: between + shares, saved: 2 * (sizeOf(input) + between) + shares + sizeOf(output) };
}
