import type { OpenNetwork } from '../networks/open-network';
import type { Platform, RgbImage } from '../platform/platform';
import { type GradCam, type GradCamOptions, gradCam, type MapLayer } from './grad-cam';
import { type OcclusionContext, type OcclusionOptions, occlusion } from './occlusion';
import { openRandom } from './random-network';
import { rankCorrelation } from './rank-correlation';
import { upscale } from './upscale';

export type ExplainOptions =
  | ({
      readonly method: 'grad-cam';
      /** Also explains the same network with random weights drawn from this seed. */
      readonly randomSeed?: number;
    } & GradCamOptions)
  | ({ readonly method: 'occlusion' } & OcclusionOptions);

/** A heat map over the picture as the network gets it. */
export interface HeatMap {
  /** float32 [height, width], row-major. */
  readonly values: Float32Array;
  readonly highest: number;
  readonly lowest: number;
}

export interface Explanation {
  /** As the network gets it: square, at its size, grey where it has one channel. */
  readonly picture: RgbImage;
  /** Grad-CAM: 0 or more, without a unit of meaning. Occlusion: by how much the probability falls. */
  readonly heat: HeatMap;
  readonly classes: readonly string[];
  readonly probabilities: Float32Array;
  /** Index of the class that is explained. */
  readonly target: number;
  /** Of Grad-CAM. */
  readonly layer?: MapLayer;
  readonly layers?: readonly MapLayer[];
  /** Of the network with random weights, and how alike the two are: Spearman's rank correlation. */
  readonly random?: { readonly heat: HeatMap; readonly correlation: number };
  /** Of occlusion: how many patches were tried. */
  readonly patches?: number;
}

type Context = Omit<OcclusionContext, 'platform'> & { readonly platform: Platform };

/**
 * Shows which places of one picture speak for a class. `pixels` are bytes, shaped as the network's input.
 * Throws `StepFailure` where the method has nothing to say about this network.
 */
export async function explain(
  open: OpenNetwork,
  pixels: Uint8Array,
  options: ExplainOptions,
  context: Context,
): Promise<Explanation> {
  const [height = 0, width = 0, channels = 0] = open.network.model.input.shape;
  const about = {
    picture: { width, height, rgb: channels === 1 ? threefold(pixels) : pixels },
    classes: open.network.classes,
  };
  if (options.method === 'occlusion') {
    const { values, ...found } = await occlusion(open, pixels, options, context);
    return { ...about, ...found, heat: heatOf(values) };
  }
  const { values, ...found } = await gradCam(open, pixels, options);
  const toPicture = async (cam: GradCam) =>
    heatOf(await upscale(cam.values, [cam.layer.height, cam.layer.width], [height, width]));
  const answer = { ...about, ...found, heat: await toPicture({ values, ...found }) };
  if (options.randomSeed === undefined) return answer;
  const random = await openRandom(open.network, context.platform, options.randomSeed);
  try {
    const other = await gradCam(random, pixels, { target: found.target, layer: found.layer.name });
    const correlation = rankCorrelation(values, other.values);
    return { ...answer, random: { heat: await toPicture(other), correlation } };
  } finally {
    random.dispose();
  }
}

function heatOf(values: Float32Array): HeatMap {
  let [highest, lowest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const value of values) {
    highest = Math.max(highest, value);
    lowest = Math.min(lowest, value);
  }
  return { values, highest, lowest };
}

/** One grey channel as three. */
function threefold(grey: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(grey.length * 3);
  grey.forEach((value, pixel) => {
    rgb.fill(value, pixel * 3, pixel * 3 + 3);
  });
  return rgb;
}
