import { toGrayscale } from '../engine/data/grayscale';
import { resizeToSquare } from '../engine/data/resize';
import type { TrainedNetwork } from '../engine/networks/network';
import { openPredictor, type Predictor } from '../engine/networks/predictor';
import type { Platform, RgbImage } from '../engine/platform/platform';
import type { ClassProbability } from './api';

/** Trained networks ready to answer. Only the last one asked is kept open: each holds its weights twice. */
export function createPredictors(
  platform: Platform,
  networkOf: (fitKey: string) => TrainedNetwork | undefined,
) {
  let open: { readonly fitKey: string; readonly predictor: Predictor } | undefined;

  function release(): void {
    open?.predictor.dispose();
    open = undefined;
  }

  async function predictorOf(fitKey: string): Promise<Predictor> {
    if (open?.fitKey === fitKey) return open.predictor;
    release();
    const network = networkOf(fitKey);
    if (!network) throw new Error('This network is not in memory any more. Run the graph again.');
    open = { fitKey, predictor: await openPredictor(network, platform) };
    return open.predictor;
  }

  async function predict(fitKey: string, picture: RgbImage): Promise<readonly ClassProbability[]> {
    const { network, probabilities } = await predictorOf(fitKey);
    const [side = 0, , channels] = network.model.input.shape;
    const rgb = resizeToSquare(picture, side, 'crop');
    const values = await probabilities(channels === 1 ? toGrayscale(rgb) : rgb);
    return network.classes.map((name, index) => ({ name, probability: values[index] ?? 0 }));
  }

  return { predict, release };
}
