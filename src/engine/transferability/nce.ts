/**
 * NCE, negative conditional entropy (Tran et al. 2019, arXiv:1908.08142): −H(Y|Z) = Σ P(y, z)·log P(y|z), where
 * z is the source class that the source network answers. At most 0, in nats; higher is better.
 */
export function nce(sourceLabels: Int32Array, labels: Int32Array): number {
  const joint = new Map<string, { readonly source: number; count: number }>();
  const marginal = new Map<number, number>();
  labels.forEach((label, row) => {
    const source = sourceLabels[row] ?? 0;
    const key = `${source} ${label}`;
    const cell = joint.get(key);
    if (cell) cell.count++;
    else joint.set(key, { source, count: 1 });
    marginal.set(source, (marginal.get(source) ?? 0) + 1);
  });
  let sum = 0;
  for (const { source, count } of joint.values())
    sum += count * Math.log(count / (marginal.get(source) ?? 1));
  return sum / labels.length;
}
