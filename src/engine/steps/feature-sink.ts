import type { ContentWriter } from '../store/content-writer';
import { type Features, featuresInMemory, type RowLayout, rowLength } from './features';
import type { Executed, StepResults } from './output';
import { FEATURES_IN_MEMORY, openFeatures, ROWS, type StoredFeatures } from './stored-features';

/** Bytes that are read back at a time. */
const READ_BACK = 2 ** 22;

/** Takes features batch by batch, the views of each sample one after the other. */
export interface FeatureSink {
  /** `data` is float32 [rows, ...shape], `targets` float32 [rows, classes]. */
  add(shape: readonly number[], data: Float32Array, targets: Float32Array): Promise<void>;
  /** Bytes of all rows so far. */
  bytes(): number;
  shape(): readonly number[];
  finish(samples: Int32Array, views: number, rest: Pick<Executed, 'result' | 'problems'>): Promise<Features>;
  /** Forgets what was not finished. */
  discard(): Promise<void>;
}

/** `capacity` is the most rows that may come. Without a store, all is held in memory. */
export function openFeatureSink(
  capacity: number,
  classes: number,
  label: string,
  store: StepResults | undefined,
): FeatureSink {
  let layout: RowLayout = { shape: [], classes };
  let writer: ContentWriter | undefined;
  let memory: Float32Array | undefined;
  let count = 0;

  async function begin(shape: readonly number[]): Promise<void> {
    layout = { shape, classes };
    const bytes = 4 * capacity * rowLength(layout);
    writer = await store?.write('features', label, bytes);
    if (!writer || bytes <= FEATURES_IN_MEMORY) memory = new Float32Array(capacity * rowLength(layout));
  }

  /** The store is full: what it has of the rows so far goes on in memory. */
  function takeBack(from: ContentWriter): Float32Array {
    const all = new Float32Array(capacity * rowLength(layout));
    const bytes = new Uint8Array(all.buffer);
    const length = 4 * count * rowLength(layout);
    for (let at = 0; at < length; at += READ_BACK) {
      bytes.set(from.readBack(ROWS, at, Math.min(READ_BACK, length - at)), at);
    }
    return all;
  }

  async function giveUpStoring(): Promise<void> {
    if (!writer) return;
    memory ??= takeBack(writer);
    await writer.discard();
    writer = undefined;
  }

  return {
    async add(shape, data, targets) {
      if (count === 0) await begin(shape);
      const rows = joinRows(layout, data, targets);
      memory?.set(rows, count * rowLength(layout));
      count += targets.length / classes;
      if (writer && !(await writer.append(ROWS, new Uint8Array(rows.buffer)))) await giveUpStoring();
    },
    bytes: () => 4 * count * rowLength(layout),
    shape: () => layout.shape,
    async finish(samples, views, { result, problems }) {
      const described = { ...layout, samples, views };
      const output: StoredFeatures = { op: 'embed', ...described };
      if (writer && !(await writer.finish({ output, result, problems }))) await giveUpStoring();
      writer = undefined;
      if (memory) return featuresInMemory(described, memory.subarray(0, count * rowLength(layout)));
      const stored = await store?.open();
      if (!stored) throw new Error('The features were removed from the store while they were computed.');
      return openFeatures(output, stored);
    },
    async discard() {
      await writer?.discard();
      writer = undefined;
    },
  };
}

/** Each row's features, then its labels. */
function joinRows(layout: RowLayout, data: Float32Array, targets: Float32Array): Float32Array<ArrayBuffer> {
  const length = rowLength(layout);
  const size = length - layout.classes;
  const count = targets.length / layout.classes;
  const rows = new Float32Array(count * length);
  for (let row = 0; row < count; row++) {
    rows.set(data.subarray(row * size, (row + 1) * size), row * length);
    rows.set(targets.subarray(row * layout.classes, (row + 1) * layout.classes), row * length + size);
  }
  return rows;
}
