import { StepFailure } from '../run/failure';

/** Where a map of the picture would say nothing about places. */
export const noPlaces = (layer: string): StepFailure =>
  new StepFailure({
    code: 'explain/no-places',
    message: `Grad-CAM cannot say where: the layer “${layer}” has one value a channel for the whole picture.`,
    expected: 'a layer with a map of at least 2 × 2 places',
    hint: 'Choose an earlier layer, or Occlusion, which works with any network.',
  });

export const unknownLayer = (layer: string): StepFailure =>
  new StepFailure({
    code: 'explain/unknown-layer',
    message: `The network has no layer “${layer}”.`,
    hint: 'Choose one of the list.',
  });

/** An operation of a foreign network may have a forward pass only. */
export const noGradient = (layer: string, reason: string): StepFailure =>
  new StepFailure({
    code: 'explain/no-gradient',
    message: `Grad-CAM needs the gradient of everything behind “${layer}”, and that cannot be computed here: ${reason}`,
    hint: 'Choose a later layer, or Occlusion, which needs no gradient.',
  });
