/**
 * Kendall's τ-b (1945): agreement of two rankings of the same things, from −1 (reversed) to 1 (equal). Pairs
 * that are tied in one of them count in neither direction. 0 where one of them ties everything.
 */
export function kendallTau(a: readonly number[], b: readonly number[]): number {
  let agreement = 0;
  let [untiedA, untiedB] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = i + 1; j < a.length; j++) {
      const signA = Math.sign((a[i] ?? 0) - (a[j] ?? 0));
      const signB = Math.sign((b[i] ?? 0) - (b[j] ?? 0));
      agreement += signA * signB;
      untiedA += Math.abs(signA);
      untiedB += Math.abs(signB);
    }
  }
  const scale = Math.sqrt(untiedA * untiedB);
  return scale > 0 ? agreement / scale : 0;
}
