/**
 * LEEP (Nguyen et al. 2020, arXiv:2002.12462): the log-likelihood of the labels when a sample's class is drawn
 * by its source class z: with θ the source network's probabilities,
 * P(y, z) = 1/n·Σ over samples of class y of θ_i(z), and the score is 1/n·Σ_i log Σ_z P(y_i|z)·θ_i(z).
 * At most 0; higher is better. `source` is float [count, sources], each row summing to 1.
 */
export function leep(source: Float32Array | Float64Array, labels: Int32Array, classes: number): number {
  const count = labels.length;
  const sources = source.length / count;
  const joint = new Float64Array(classes * sources);
  const marginal = new Float64Array(sources);
  labels.forEach((label, row) => {
    for (let z = 0; z < sources; z++) {
      const probability = source[row * sources + z] ?? 0;
      joint[label * sources + z] = (joint[label * sources + z] ?? 0) + probability;
      marginal[z] = (marginal[z] ?? 0) + probability;
    }
  });
  let sum = 0;
  labels.forEach((label, row) => {
    let likelihood = 0;
    for (let z = 0; z < sources; z++) {
      const seen = marginal[z] ?? 0;
      if (seen > 0)
        likelihood += ((joint[label * sources + z] ?? 0) / seen) * (source[row * sources + z] ?? 0);
    }
    sum += Math.log(likelihood);
  });
  // Likelihoods that are 1 may come out a rounding error above.
  return Math.min(0, sum / count);
}
