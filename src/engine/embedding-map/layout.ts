import { createRandom, derive } from '../data/random';
import type { Platform } from '../platform/platform';
import { stopIfCancelled } from '../run/failure';
import type { Neighbours, Vectors } from './nearest';
import { principalPlane } from './principal-plane';
import { trustworthiness } from './trustworthiness';

export interface Layout {
  /** float32 [count] each; distances on the map have no unit. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** What was used: few points have fewer neighbours. */
  readonly neighbours: number;
  readonly trustworthiness: number;
}

export interface LayoutContext {
  readonly platform: Pick<Platform, 'breathe'>;
  readonly signal: AbortSignal;
  /** In [0, 1]. */
  readonly onProgress?: (share: number) => void;
}

/** How close points of a cluster may come (McInnes et al. 2018). */
const LEAST_DISTANCE = 0.1;
/** The largest coordinate at the start, as in the reference implementation. */
const START = 10;
const EPOCHS_A_BREATH = 10;

/**
 * UMAP (McInnes, Healy & Melville 2018) of centred vectors onto the plane, from their exact Euclidean
 * neighbours. It starts from the principal axes, which keep more of the global structure than a random start
 * (Kobak & Linderman 2021). The same vectors and seed give the same map.
 */
export async function layOut(
  points: Vectors,
  near: Neighbours,
  seed: number,
  { platform, signal, onProgress }: LayoutContext,
): Promise<Layout> {
  const { UMAP } = await import('umap-js');
  const { count } = points;
  const k = near.indices[0]?.length ?? 0;
  const random = createRandom(derive(seed, 'umap'));
  const umap = new UMAP({ nNeighbors: k, minDist: LEAST_DISTANCE, random: () => random.uniform() });
  umap.setPrecomputedKNN(near.indices, near.distances);
  // It asks for the points only to count them: their neighbours are known.
  const epochs = umap.initializeFit(Array.from({ length: count }, () => []));
  const places = umap.getEmbedding();
  setStart(places, points, seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    if (epoch % EPOCHS_A_BREATH === 0) {
      onProgress?.(epoch / epochs);
      await platform.breathe();
      stopIfCancelled(signal);
    }
    umap.step();
  }
  const x = Float32Array.from(places, (place) => place[0] ?? 0);
  const y = Float32Array.from(places, (place) => place[1] ?? 0);
  return { x, y, neighbours: k, trustworthiness: trustworthiness(near, { x, y }) };
}

/** Writes into the library's own places: it moves them from there on. */
function setStart(places: readonly number[][], points: Vectors, seed: number): void {
  const random = createRandom(derive(seed, 'umap start'));
  const [first, second] = principalPlane(points, random);
  const largest = [...first, ...second].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = largest > 0 ? START / largest : 0;
  places.forEach((place, row) => {
    // Equal vectors would never part without a little noise.
    place[0] = (first[row] ?? 0) * scale + 1e-3 * random.normal();
    place[1] = (second[row] ?? 0) * scale + 1e-3 * random.normal();
  });
}
