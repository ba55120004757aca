import type { ParameterSpec } from '../../../src/plan/architectures/parameters';
import { sizeOf } from '../../../src/plan/architectures/shapes';

/**
 * Numbers that look random and are the same here and in torchvision_outputs.py: a 32-bit hash of name and
 * position (Appleby's MurmurHash3 finaliser), spread over [low, high). So weights need not be stored.
 */
export function draw(name: string, count: number, low: number, high: number): Float32Array {
  let seed = 2166136261;
  for (const byte of new TextEncoder().encode(name)) seed = Math.imul(seed ^ byte, 16777619);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let x = (Math.imul(i, 0x9e3779b9) + seed) >>> 0;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    x = (x ^ (x >>> 16)) >>> 0;
    values[i] = low + (high - low) * (x / 2 ** 32);
  }
  return values;
}

/** A weight in PyTorch's layout: kernels keep the size of signals, norms do something. */
export function drawWeight({ name, shape }: ParameterSpec): Float32Array {
  const count = sizeOf(shape);
  if (shape.length > 1) {
    const limit = Math.sqrt(6 / sizeOf(shape.slice(1)));
    return draw(name, count, -limit, limit);
  }
  return /\.(weight|running_var)$/.test(name) ? draw(name, count, 0.5, 1.5) : draw(name, count, -0.2, 0.2);
}
