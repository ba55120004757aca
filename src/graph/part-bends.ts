interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where the bends of a wire go when a node takes it apart: those before the node, and those behind it. */
export function partBends<P extends Place>(
  { start, bends, end }: { readonly start: Place; readonly bends: readonly P[]; readonly end: Place },
  node: Place,
): readonly [before: readonly P[], behind: readonly P[]] {
  const path = [start, ...bends, end];
  const distances = [...bends, end].map((to, place) => distance(node, path[place] ?? start, to));
  const nearest = distances.indexOf(Math.min(...distances));
  return [bends.slice(0, nearest), bends.slice(nearest)];
}

/** From a place to the nearest place on the line between two others. */
function distance(place: Place, from: Place, to: Place): number {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const along = ((place.x - from.x) * x + (place.y - from.y) * y) / (x * x + y * y || 1);
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(place.x - from.x - share * x, place.y - from.y - share * y);
}
