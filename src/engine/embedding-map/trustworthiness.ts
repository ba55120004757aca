import { type Neighbours, smallest } from './nearest';

/** Places on the map: float32 [count] each. */
interface Places {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/**
 * How far neighbours on the map are neighbours in truth, in [0, 1] (Venna & Kaski 2001): each of a point's k
 * nearest on the map that is not among its k nearest in truth costs by how far down the ranking it stands. k
 * is the number of neighbours without the point itself, but less than half of all points.
 */
export function trustworthiness({ indices, squares }: Neighbours, places: Places): number {
  const count = indices.length;
  const k = Math.min((indices[0]?.length ?? 1) - 1, Math.ceil(count / 2) - 1);
  if (k < 1) return 1;
  let cost = 0;
  indices.forEach((near, row) => {
    const known = new Set(near.slice(1, k + 1));
    const own = squares.subarray(row * count, (row + 1) * count);
    for (const other of nearestPlaces(places, row, k)) {
      if (!known.has(other)) cost += Math.max(0, rankOf(own, row, other) - k);
    }
  });
  return 1 - (2 / (count * k * (2 * count - 3 * k - 1))) * cost;
}

/** From 1, without the point itself. */
function rankOf(squares: Float32Array, row: number, other: number): number {
  const own = squares[other] ?? 0;
  let rank = 1;
  for (let place = 0; place < squares.length; place++) {
    if (place !== row && (squares[place] ?? 0) < own) rank++;
  }
  return rank;
}

function nearestPlaces({ x, y }: Places, row: number, k: number): readonly number[] {
  const [x0, y0] = [x[row] ?? 0, y[row] ?? 0];
  return smallest(
    x.map((value, place) => (value - x0) ** 2 + ((y[place] ?? 0) - y0) ** 2),
    row,
    k,
  );
}
