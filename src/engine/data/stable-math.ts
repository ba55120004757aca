/**
 * Elementary functions that give the same bits on every engine. ECMAScript leaves the last digits of
 * Math.log, exp, sin and cos to the implementation; + − × ÷ and Math.sqrt are exact everywhere, and
 * these are series over them, good to about 1e-15.
 */

const { LN2 } = Math;

/** Natural logarithm of a finite x > 0. */
export function stableLog(x: number): number {
  let mantissa = x;
  let exponent = 0;
  for (; mantissa > Math.SQRT2; mantissa /= 2) exponent++;
  for (; mantissa < Math.SQRT1_2; mantissa *= 2) exponent--;
  // ln m = 2 artanh((m − 1) / (m + 1)), whose series converges quickly near 1.
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let odd = 21; odd >= 1; odd -= 2) sum = sum * square + 1 / odd;
  return exponent * LN2 + 2 * s * sum;
}

/** eˣ for x ≤ 0: the only half that sampling needs. */
export function stableExp(x: number): number {
  if (x < -745) return 0;
  const halvings = Math.round(-x / LN2);
  const rest = x + halvings * LN2;
  let sum = 1;
  for (let term = 18; term >= 1; term--) sum = 1 + (rest * sum) / term;
  for (let i = 0; i < halvings; i++) sum /= 2;
  return sum;
}

/** [cos, sin] of an angle in [−π, π], in radians; exactly [1, 0] at 0. */
export function stableCosSin(angle: number): readonly [number, number] {
  const square = angle * angle;
  let cos = 1;
  let sin = 1;
  for (let n = 28; n >= 2; n -= 2) {
    cos = 1 - (square * cos) / (n * (n - 1));
    sin = 1 - (square * sin) / (n * (n + 1));
  }
  return [cos, angle * sin];
}
