/** A part of an axis: [from, to]. */
export type Span = readonly [from: number, to: number];

/** Shorter parts show nothing: a curve over epochs has a point at each whole number. */
const SHORTEST = 1;

/**
 * The part to show after zooming by `factor` (below 1: closer) around `at`, which stays where it is.
 * `undefined` when that is all there is.
 */
export function zoomAt([from, to]: Span, whole: Span, at: number, factor: number): Span | undefined {
  const length = Math.max(Math.min(SHORTEST, whole[1] - whole[0]), (to - from) * factor);
  const share = to > from ? (at - from) / (to - from) : 0.5;
  return within([at - share * length, at + (1 - share) * length], whole);
}

/** The part to show after moving by a fraction of its length. */
export function panBy([from, to]: Span, whole: Span, fraction: number): Span | undefined {
  const by = fraction * (to - from);
  const room = by < 0 ? Math.max(by, whole[0] - from) : Math.min(by, whole[1] - to);
  return within([from + room, to + room], whole);
}

/** A part that a drag marked, either way; nothing where the drag was hardly one. */
export function spanOf(a: number, b: number, whole: Span): Span | undefined {
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  return zoomAt([from, to], whole, (from + to) / 2, 1);
}

/** Kept inside the whole; `undefined` where it is the whole. */
function within([from, to]: Span, [low, high]: Span): Span | undefined {
  const length = to - from;
  if (length >= high - low) return undefined;
  const start = Math.min(Math.max(from, low), high - length);
  return [start, start + length];
}
