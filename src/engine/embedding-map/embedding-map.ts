import type { Platform } from '../platform/platform';
import { StepFailure, stopIfCancelled } from '../run/failure';
import { drawSamples } from './draw-samples';
import { type Layout, layOut } from './layout';
import { centred, nearest } from './nearest';
import { type MapSource, penultimateVectors } from './vectors';

export interface MapOptions {
  /** How many nearest neighbours a point holds on to, itself included: few show detail, many the whole. */
  readonly neighbours: number;
  readonly seed: number;
}

/** Where the samples of an evaluation lie by what the network's last layer reads of them. */
export interface EmbeddingMap extends Layout {
  /** Places in the evaluated samples, one a point. */
  readonly rows: Int32Array;
  /** How many numbers a sample's vector has. */
  readonly width: number;
  /** The nearest points of each by their vectors, itself left out: int32 [points, neighbours − 1], row-major. */
  readonly nearest: Int32Array;
}

export interface MapContext {
  readonly platform: Platform;
  readonly signal: AbortSignal;
  /** In [0, 1]. */
  readonly onProgress?: (share: number) => void;
  /** Waits until nothing else uses the backend. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Finds what the vectors come from; called when the turn has come. */
  readonly open: () => Promise<MapSource>;
}

/** Fewer points have no shape worth a map. */
const FEWEST_POINTS = 8;

/** Reading and laying out take about as long as each other where features are stored. */
const READING = 0.5;

/** Draws samples where there are more than `MOST_POINTS`, reads their vectors and lays them out. */
export async function embeddingMap(
  options: MapOptions,
  samples: number,
  { platform, signal, onProgress, inTurn, open }: MapContext,
): Promise<EmbeddingMap> {
  if (samples < FEWEST_POINTS) throw tooFew(samples);
  const rows = drawSamples(samples, options.seed);
  const { vectors, near } = await inTurn(async () => {
    stopIfCancelled(signal);
    const read = await penultimateVectors(await open(), rows, {
      platform,
      signal,
      onProgress: (share) => onProgress?.(share * READING),
    });
    const vectors = centred(read);
    return { vectors, near: await nearest(vectors, Math.min(options.neighbours, rows.length - 1)) };
  });
  const layout = await layOut(vectors, near, options.seed, {
    platform,
    signal,
    onProgress: (share) => onProgress?.(READING + share * (1 - READING)),
  });
  const others = Int32Array.from(near.indices.flatMap((row) => row.slice(1)));
  return { rows, width: vectors.width, nearest: others, ...layout };
}

const tooFew = (count: number): StepFailure =>
  new StepFailure({
    code: 'map/too-few',
    message: 'A map of so few images would show nothing.',
    expected: `at least ${FEWEST_POINTS} images in the evaluated part`,
    received: String(count),
    hint: 'Give the evaluated part a larger share in the Split node, or add images.',
  });
