import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { LabelledFeatures } from './samples';

/**
 * The thin singular value decomposition F = U·diag(s)·Vᵀ of features F [count, width], as far as scores need
 * it: all that they ask of F depends on U and s² alone.
 */
export interface Decomposition {
  readonly count: number;
  /** Of the features. */
  readonly width: number;
  readonly rank: number;
  /** s² [rank], the largest first. */
  readonly squares: Float64Array;
  /** U [count, rank], row-major. */
  readonly left: Float64Array;
}

/** Directions with less of the largest s² than this are rounding errors. */
const SMALLEST_SHARE = 1e-12;

type Rows = Pick<LabelledFeatures, 'features' | 'count' | 'width'>;

/** By the eigenvectors of the smaller of F·Fᵀ and Fᵀ·F, so it is quick for few samples and for few features. */
export function decompose(rows: Rows): Decomposition {
  return rows.count <= rows.width ? fromSamples(rows) : fromFeatures(rows);
}

/** The same features with the mean of each taken away. */
export function centred({ features, count, width }: Rows): Rows {
  const means = new Float64Array(width);
  features.forEach((value, at) => {
    means[at % width] = (means[at % width] ?? 0) + value / count;
  });
  return {
    features: Float64Array.from(features, (value, at) => value - (means[at % width] ?? 0)),
    count,
    width,
  };
}

function fromSamples(rows: Rows): Decomposition {
  const { count, width } = rows;
  const { values, vectors, rank } = eigen(gram(rows), count);
  const left = new Float64Array(count * rank);
  for (let row = 0; row < count; row++) {
    for (let k = 0; k < rank; k++) left[row * rank + k] = vectors.get(row, count - 1 - k);
  }
  return { count, width, rank, squares: values, left };
}

function fromFeatures(rows: Rows): Decomposition {
  const { features, count, width } = rows;
  const { values, vectors, rank } = eigen(gram(transposed(rows)), width);
  const left = new Float64Array(count * rank);
  // U = F·V / s.
  for (let k = 0; k < rank; k++) {
    const direction = Float64Array.from({ length: width }, (_, at) => vectors.get(at, width - 1 - k));
    const length = Math.sqrt(values[k] ?? 1);
    for (let row = 0; row < count; row++) {
      left[row * rank + k] = dot(features, row * width, direction, 0, width) / length;
    }
  }
  return { count, width, rank, squares: values, left };
}

function transposed({ features, count, width }: Rows): Rows {
  const flipped = new Float64Array(features.length);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < width; column++) {
      flipped[column * count + row] = features[row * width + column] ?? 0;
    }
  }
  return { features: flipped, count: width, width: count };
}

/** Products of all rows with each other, [count, count]. */
export function gram({ features, count, width }: Rows): Float64Array {
  const products = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = a; b < count; b++) {
      const product = dot(features, a * width, features, b * width, width);
      products[a * count + b] = product;
      products[b * count + a] = product;
    }
  }
  return products;
}

function dot(
  a: Float32Array | Float64Array,
  aFrom: number,
  b: Float32Array | Float64Array,
  bFrom: number,
  length: number,
): number {
  let sum = 0;
  for (let at = 0; at < length; at++) sum += (a[aFrom + at] ?? 0) * (b[bFrom + at] ?? 0);
  return sum;
}

/** Of a symmetric matrix: the eigenvalues that are not rounding errors, the largest first. Vectors stay in rising order. */
function eigen(symmetric: Float64Array, size: number) {
  const matrix = Matrix.from1DArray(size, size, symmetric);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  const falling = [...realEigenvalues].reverse();
  const largest = falling[0] ?? 0;
  const kept = falling.filter((value) => value > SMALLEST_SHARE * largest && value > 0);
  return { values: Float64Array.from(kept), vectors: eigenvectorMatrix, rank: kept.length };
}
