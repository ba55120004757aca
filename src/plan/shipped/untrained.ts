import { type Architecture, architectures, lastFeatures } from '../architectures/index';
import type { BackboneInfo } from '../catalog';

/** Raise it when a builder changes what a network computes: it is part of content keys. */
const ARCHITECTURES_VERSION = 1;

const SIDES = [32, 48, 64, 96, 128, 160, 192, 224, 299];
/** Small enough to train from scratch in a browser. */
const RECOMMENDED_SIDE = 64;

function untrained({
  id,
  label,
  family,
  paper,
  minInputSize,
  preprocessing,
  build,
}: Architecture): BackboneInfo {
  const network = build();
  const inputSizes = SIDES.filter((side) => side >= minInputSize);
  return {
    id,
    label,
    family,
    format: 'network',
    weights: `architecture@${ARCHITECTURES_VERSION}`,
    sourceTask: 'None: random weights',
    licence: '',
    origin: paper,
    note: 'The architecture alone, with random weights: all it will know comes from your labels. Freeze nothing, and give it many images.',
    preprocessing,
    inputSizes,
    defaultInputSize: inputSizes.find((side) => side >= RECOMMENDED_SIDE) ?? minInputSize,
    defaultCut: lastFeatures(network),
    untrained: true,
    network,
    blocks: {},
  };
}

/** Every architecture without weights, as a backbone. */
export const untrainedBackbones: readonly BackboneInfo[] = architectures.map(untrained);
