import type { Resize } from '../../plan/catalog';
import type { OwnProblem } from '../../plan/kind';
import type { Platform } from '../platform/platform';
import { stopIfCancelled } from '../run/failure';
import { mapInOrder } from './concurrency';
import type { Dataset } from './dataset';
import { toGrayscale } from './grayscale';
import { resizeToSquare } from './resize';
import { unreadableProblem } from './unreadable';

export interface PixelSourceOptions {
  readonly dataset: Dataset;
  /** Pixels of a side of the square that samples become. */
  readonly side: number;
  /** 1 gives grey by ITU-R BT.601. */
  readonly channels: 1 | 3;
  readonly platform: Pick<Platform, 'decode' | 'breathe'>;
  /** The network's own way to make squares, where it has one. */
  readonly resize?: Resize;
  /** Bytes of decoded pixels to keep; 256 MiB by default. */
  readonly budgetBytes?: number;
  /** Samples decoded at a time; 4 by default. */
  readonly concurrency?: number;
}

/** Some samples' pixels. Those that cannot be read are left out. */
interface PixelBatch {
  /** Positions in `dataset.samples`, in the order asked for. */
  readonly samples: readonly number[];
  /** `samples.length × side × side × channels` bytes. */
  readonly pixels: Uint8Array;
}

/** Decoded samples of one dataset at one size, on demand. Samples are positions in `dataset.samples`. */
export interface PixelSource {
  readonly dataset: Dataset;
  readonly side: number;
  readonly channels: 1 | 3;
  /** Bytes of one sample. Not to be written to. Throws when it cannot be read. */
  get(sample: number): Promise<Uint8Array>;
  batch(samples: readonly number[]): Promise<PixelBatch>;
  /** Reads every sample once and returns those that can be read: before training, which needs their count. */
  verify(
    samples: readonly number[],
    options: { readonly signal: AbortSignal; readonly onProgress?: (done: number) => void },
  ): Promise<number[]>;
  /** What could not be read so far: a warning that names the files; empty when all is well. */
  problems(): readonly OwnProblem[];
}

const DEFAULT_BUDGET = 256 * 2 ** 20;
const DEFAULT_CONCURRENCY = 4;
const VERIFY_BATCH = 64;

/**
 * Keeps what it decoded until the budget is full, and then no more: epochs read all samples in turn,
 * and dropping the oldest would then drop just what comes next.
 */
export function createPixelSource(options: PixelSourceOptions): PixelSource {
  const { dataset, side, channels, platform, resize } = options;
  const { budgetBytes = DEFAULT_BUDGET, concurrency = DEFAULT_CONCURRENCY } = options;
  const bytesPerSample = side * side * channels;
  const capacity = Math.floor(budgetBytes / bytesPerSample);
  const kept = new Map<number, Uint8Array>();
  const pending = new Map<number, Promise<Uint8Array>>();
  const failures = new Map<number, string>();

  async function decode(sample: number): Promise<Uint8Array> {
    const entry = dataset.samples[sample]?.entry;
    if (!entry) throw new RangeError(`There is no sample ${sample}.`);
    const image = await platform.decode(await dataset.stored.read(entry));
    const rgb = resizeToSquare(image, side, dataset.fit, resize);
    const pixels = channels === 1 ? toGrayscale(rgb) : rgb;
    if (kept.size < capacity) kept.set(sample, pixels);
    return pixels;
  }

  async function get(sample: number): Promise<Uint8Array> {
    const failure = failures.get(sample);
    if (failure !== undefined) throw new Error(failure);
    const known = kept.get(sample) ?? pending.get(sample);
    if (known) return known;
    const decoding = decode(sample);
    pending.set(sample, decoding);
    try {
      return await decoding;
    } catch (error) {
      failures.set(sample, error instanceof Error ? error.message : String(error));
      throw error;
    } finally {
      pending.delete(sample);
    }
  }

  const tryGet = (sample: number): Promise<Uint8Array | undefined> => get(sample).catch(() => undefined);

  async function batch(samples: readonly number[]): Promise<PixelBatch> {
    const images = await mapInOrder(samples, concurrency, tryGet);
    const readable = samples.filter((_, index) => images[index]);
    const pixels = new Uint8Array(readable.length * bytesPerSample);
    let offset = 0;
    for (const image of images) {
      if (!image) continue;
      pixels.set(image, offset);
      offset += bytesPerSample;
    }
    return { samples: readable, pixels };
  }

  async function verify(
    samples: readonly number[],
    { signal, onProgress }: Parameters<PixelSource['verify']>[1],
  ): Promise<number[]> {
    for (let from = 0; from < samples.length; from += VERIFY_BATCH) {
      stopIfCancelled(signal);
      const some = samples.slice(from, from + VERIFY_BATCH);
      await mapInOrder(some, concurrency, tryGet);
      onProgress?.(from + some.length);
      await platform.breathe();
    }
    return samples.filter((sample) => !failures.has(sample));
  }

  const problems = (): readonly OwnProblem[] => {
    const files = [...failures]
      .sort(([a], [b]) => a - b)
      .map(([sample, reason]) => ({ file: dataset.samples[sample]?.entry.id ?? `sample ${sample}`, reason }));
    return files.length > 0 ? [unreadableProblem(files)] : [];
  };

  return { dataset, side, channels, get, batch, verify, problems };
}

/** The same samples, each decoded at most once. For a few of them: all that were asked for are held. */
export function decodingOnce(source: PixelSource): PixelSource {
  const decoded = new Map<number, Promise<Uint8Array>>();
  return {
    ...source,
    get(sample) {
      const known = decoded.get(sample) ?? source.get(sample);
      decoded.set(sample, known);
      return known;
    },
  };
}
