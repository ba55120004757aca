import { PART_NAMES, type Part } from '../../plan/catalog';
import type { ModelSpec } from '../../plan/plan';
import type { Dataset } from '../data/dataset';
import { createPixelSource, type PixelSource } from '../data/pixels';
import type { Platform } from '../platform/platform';
import { StepFailure } from '../run/failure';

/** The dataset's images at the size and with the channels that the network takes; `budgetBytes` are kept decoded. */
export function openPixels(
  dataset: Dataset,
  model: Pick<ModelSpec, 'input'>,
  platform: Platform,
  budgetBytes?: number,
): PixelSource {
  const { shape, preprocessing } = model.input;
  const [side = 0, , channels] = shape;
  const { resize } = preprocessing;
  return createPixelSource({
    dataset,
    side,
    channels: channels === 1 ? 1 : 3,
    platform,
    resize,
    budgetBytes,
  });
}

/** Whole sources may leave a part without any sample, which is known only once they are divided. */
export const emptyPart = (dataset: Dataset, part: Part): StepFailure =>
  new StepFailure({
    code: 'images/empty-part',
    message: `No image of "${dataset.stored.index.name}" is in the ${PART_NAMES[part]} part.`,
    hint: 'Give that part a larger share in the Split node, or add images.',
  });

export const noneReadable = (dataset: Dataset, part: Part): StepFailure =>
  new StepFailure({
    code: 'images/none-readable',
    message: `None of the images of "${dataset.stored.index.name}" for the ${PART_NAMES[part]} part can be read.`,
    hint: 'Open some of the files in an image viewer: they may be damaged. Then choose the folder again.',
  });
