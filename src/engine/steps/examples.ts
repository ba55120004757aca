import type { Part } from '../../plan/catalog';
import type { OwnProblem } from '../../plan/kind';
import type { ModelSpec } from '../../plan/plan';
import type { Dataset } from '../data/dataset';
import type { ExampleSource } from '../training/source';
import { inTurn, type ViewPick } from '../training/views';
import { featureSource } from './feature-source';
import type { Features } from './features';
import { openImageSource } from './image-source';
import type { StepContext } from './output';

/** Examples of one part that know which samples they are. */
export interface PartExamples extends ExampleSource {
  /** Positions in `dataset.samples`, by example. */
  readonly samples: ArrayLike<number>;
  /** Samples that had to be left out. */
  readonly problems: readonly OwnProblem[];
}

/**
 * Stored features where the plan made some, in the versions that `viewOf` picks, else the images
 * themselves.
 */
export async function openExamples(
  features: Features | undefined,
  dataset: Dataset,
  part: Part,
  model: ModelSpec,
  context: StepContext,
  viewOf: ViewPick = inTurn,
): Promise<PartExamples> {
  if (!features) return openImageSource(dataset, part, model, context);
  return { ...featureSource(features, viewOf), samples: features.samples, problems: [] };
}
