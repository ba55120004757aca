/** The normal quantile of a two-sided 95 % interval. */
const Z = 1.959963984540054;

/**
 * The 95 % Wilson score interval (1927) of a rate, [low, high]: unlike ± 2 standard errors it holds for
 * few samples and for rates near 0 and 1. Without samples anything is possible: [0, 1].
 */
export function wilsonInterval(rate: number, count: number): readonly [number, number] {
  if (count === 0) return [0, 1];
  const square = (Z * Z) / count;
  const middle = (rate + square / 2) / (1 + square);
  const spread = (Z * Math.sqrt((rate * (1 - rate)) / count + square / (4 * count))) / (1 + square);
  return [Math.max(0, middle - spread), Math.min(1, middle + spread)];
}
