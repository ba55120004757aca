import type { Part, SampleEntry } from '../../plan/catalog';
import type { AugmentTransforms, LoadExpression, PartCounts } from '../../plan/expressions';
import type { OwnProblem } from '../../plan/kind';
import type { StoredDataset } from '../platform/platform';
import type { DataSummary } from '../results';

export interface DataSample {
  readonly entry: SampleEntry;
  /** Index into the dataset's kept classes. */
  readonly class: number;
  readonly part: Part;
}

interface Augmentation {
  readonly transforms: AugmentTransforms;
  /** Versions of each training sample, the original included. */
  readonly views: number;
  readonly seed: number;
}

/** Which samples a run uses and how: references only, no pixels. */
export interface Dataset {
  /** The kept classes, in the stored dataset's order. */
  readonly classes: readonly string[];
  readonly samples: readonly DataSample[];
  /** How an image that is not square becomes square. */
  readonly fit: LoadExpression['fit'];
  /** Of training samples. */
  readonly augment?: Augmentation;
  /** Where the bytes are. */
  readonly stored: StoredDataset;
}

/** A dataset made by a step, and what the user should know about it. An error means: stop here. */
export interface DatasetOutcome {
  readonly dataset: Dataset;
  readonly problems: readonly OwnProblem[];
}

/** Positions in `dataset.samples` of one part, in order. */
export function samplesOf(dataset: Dataset, part: Part): number[] {
  return dataset.samples.flatMap((sample, position) => (sample.part === part ? [position] : []));
}

/** Samples of each class and part. */
export function countParts(dataset: Pick<Dataset, 'classes' | 'samples'>): PartCounts[] {
  const counts = dataset.classes.map(() => ({ train: 0, val: 0, test: 0 }));
  for (const sample of dataset.samples) {
    const count = counts[sample.class];
    if (count) count[sample.part]++;
  }
  return counts;
}

/** What the interface and reports show of a dataset. */
export function summarizeDataset(dataset: Dataset): DataSummary {
  const counts = countParts(dataset);
  return {
    samples: dataset.samples.length,
    classes: dataset.classes.map((name, index) => ({
      name,
      counts: counts[index] ?? { train: 0, val: 0, test: 0 },
    })),
  };
}
