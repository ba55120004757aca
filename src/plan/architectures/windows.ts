/** How the windows of a convolution or pooling lie along one side of a map. */
export interface Windows {
  readonly count: number;
  /** Padding before the first pixel and behind the last; negative where the last pixels are in no window. */
  readonly before: number;
  readonly after: number;
}

/** PyTorch's rule: with `ceil`, a last window may hang over the edge if it starts inside of it. */
export function windowsAlong(
  side: number,
  size: number,
  stride: number,
  padding: number,
  ceil = false,
): Windows {
  const steps = (side + 2 * padding - size) / stride;
  let count = (ceil ? Math.ceil(steps) : Math.floor(steps)) + 1;
  if (ceil && (count - 1) * stride >= side + padding) count--;
  const after = (count - 1) * stride + size - side - padding;
  return { count: Math.max(0, count), before: padding, after };
}
