/**
 * Spearman's rank correlation of two maps, in [−1, 1]; equal values share the mean of their ranks. 0 where
 * one of them is flat. Adebayo et al. (2018) compare maps by it.
 */
export function rankCorrelation(a: Float32Array, b: Float32Array): number {
  const [first, second] = [ranksOf(a), ranksOf(b)];
  const mean = (a.length + 1) / 2;
  let both = 0;
  let squaresA = 0;
  let squaresB = 0;
  first.forEach((rank, place) => {
    const [x, y] = [rank - mean, (second[place] ?? mean) - mean];
    both += x * y;
    squaresA += x * x;
    squaresB += y * y;
  });
  return squaresA * squaresB === 0 ? 0 : both / Math.sqrt(squaresA * squaresB);
}

/** From 1. */
function ranksOf(values: Float32Array): Float64Array {
  const order = Uint32Array.from(values, (_, place) => place).sort(
    (x, y) => (values[x] ?? 0) - (values[y] ?? 0),
  );
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    const value = values[order[from] ?? 0];
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === value) to++;
    for (let place = from; place < to; place++) ranks[order[place] ?? 0] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
