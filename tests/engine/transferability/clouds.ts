import { createRandom } from '../../../src/engine/data/random';
import type { LabelledFeatures } from '../../../src/engine/transferability/samples';

export interface CloudShape {
  readonly count: number;
  readonly width: number;
  readonly classes: number;
  /** Standard deviation around the class's middle, which is a standard normal draw itself. */
  readonly spread: number;
  readonly seed: number;
}

/** One Gaussian cloud for each class. */
export function clouds({ count, width, classes, spread, seed }: CloudShape): LabelledFeatures {
  const random = createRandom(seed);
  const middles = Float64Array.from({ length: classes * width }, () => random.normal());
  const labels = Int32Array.from({ length: count }, (_, row) => row % classes);
  const features = Float64Array.from({ length: count * width }, (_, at) => {
    const label = labels[Math.floor(at / width)] ?? 0;
    return (middles[label * width + (at % width)] ?? 0) + spread * random.normal();
  });
  return { features, count, width, labels, classes };
}

/** Each sample on its own. */
export const alone = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row);

/** The same samples in another order. */
export function reordered(samples: LabelledFeatures, order: readonly number[]): LabelledFeatures {
  const { features, width, labels } = samples;
  return {
    ...samples,
    features: Float64Array.from(features, (_, at) => {
      const row = order[Math.floor(at / width)] ?? 0;
      return features[row * width + (at % width)] ?? 0;
    }),
    labels: labels.map((_, row) => labels[order[row] ?? 0] ?? 0),
  };
}

/** Every row turned by the same rotations, each in the plane of two features. */
export function turned(samples: LabelledFeatures, angles: readonly number[]): LabelledFeatures {
  const { count, width } = samples;
  const features = Float64Array.from(samples.features);
  angles.forEach((angle, number) => {
    const a = number % width;
    const b = (number + 1 + (number % (width - 1))) % width;
    if (a === b) return;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    for (let row = 0; row < count; row++) {
      const [x = 0, y = 0] = [features[row * width + a], features[row * width + b]];
      features[row * width + a] = cos * x - sin * y;
      features[row * width + b] = sin * x + cos * y;
    }
  });
  return { ...samples, features };
}
