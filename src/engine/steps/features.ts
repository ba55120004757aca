import { StepFailure } from '../run/failure';

/** Rows of features with their labels, copied out: the caller owns them. */
export interface FeatureRows {
  /** float32 [rows, ...shape], row-major. */
  readonly data: Float32Array;
  /** float32 [rows, classes]: soft labels, since mixing augmentations blend them. */
  readonly targets: Float32Array;
}

/** What the frozen prefix made of one part: in memory where it is small, else read from where it is stored. */
export interface Features {
  /** Shape of one sample's features. */
  readonly shape: readonly number[];
  /** Positions in the dataset's samples. */
  readonly samples: Int32Array;
  /** Versions of each sample. */
  readonly views: number;
  readonly classes: number;
  /** What is held in memory. */
  readonly memoryBytes: number;
  /** Rows by number: view v of the sample at position p of `samples` is row p × views + v. */
  rows(numbers: Int32Array): Promise<FeatureRows>;
}

/** How features lie one after the other: a row is one sample's features, then its labels. */
export interface RowLayout {
  readonly shape: readonly number[];
  readonly classes: number;
}

const featuresOf = ({ shape }: RowLayout): number => shape.reduce((product, side) => product * side, 1);
export const rowLength = (layout: RowLayout): number => featuresOf(layout) + layout.classes;

/** Rows [first, first + count) as float32; may be a view into something larger. */
type ReadRows = (first: number, count: number) => Promise<Float32Array>;

type Described = RowLayout & Pick<Features, 'samples' | 'views'>;

/** `rows` is float32 [samples × views, shape + classes], row-major. */
export function featuresInMemory(described: Described, rows: Float32Array): Features {
  const length = rowLength(described);
  return createFeatures(described, rows.byteLength, async (first, count) =>
    rows.subarray(first * length, (first + count) * length),
  );
}

/** `read` gives bytes of rows as `featuresInMemory` takes them; it throws when they are gone. */
export function featuresInFile(
  described: Described,
  read: (offset: number, length: number) => Promise<Uint8Array<ArrayBuffer>>,
): Features {
  const rowBytes = 4 * rowLength(described);
  return createFeatures(described, 0, async (first, count) => {
    try {
      return new Float32Array((await read(first * rowBytes, count * rowBytes)).buffer);
    } catch (error) {
      throw new StepFailure({
        code: 'store/removed',
        message: error instanceof Error ? error.message : String(error),
        hint: 'Run again: what is missing is computed anew.',
      });
    }
  });
}

function createFeatures(described: Described, memoryBytes: number, read: ReadRows): Features {
  const { shape, samples, views, classes } = described;
  const size = featuresOf(described);
  const length = size + classes;
  return {
    shape,
    samples,
    views,
    classes,
    memoryBytes,
    async rows(numbers) {
      const data = new Float32Array(numbers.length * size);
      const targets = new Float32Array(numbers.length * classes);
      for (const { at, first, count } of neighbours(numbers)) {
        const found = await read(first, count);
        for (let row = 0; row < count; row++) {
          const start = row * length;
          data.set(found.subarray(start, start + size), (at + row) * size);
          targets.set(found.subarray(start + size, start + length), (at + row) * classes);
        }
      }
      return { data, targets };
    },
  };
}

/** Runs of rows that follow each other, so that reading in order takes few reads. */
function neighbours(numbers: Int32Array): { at: number; first: number; count: number }[] {
  const runs: { at: number; first: number; count: number }[] = [];
  numbers.forEach((first, at) => {
    const last = runs.at(-1);
    if (last && last.first + last.count === first) last.count++;
    else runs.push({ at, first, count: 1 });
  });
  return runs;
}
