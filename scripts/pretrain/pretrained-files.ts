import type { Dataset } from '../../src/engine/data/dataset.ts';
import type { WeightMap } from '../../src/engine/networks/network.ts';
import { networkFiles } from '../../src/engine/networks/network-files.ts';
import { modelCard } from './model-card.ts';
import { type Mini, PREPROCESSING } from './recipe.ts';
import type { Pretrained } from './train-mini.ts';

const HEAD_WEIGHTS: Readonly<Record<string, string>> = {
  'head/logits/kernel': 'fc.weight',
  'head/logits/bias': 'fc.bias',
};

/** What is committed of a pretrained network, by file name. */
export function pretrainedFiles(
  mini: Mini,
  trained: Pretrained,
  dataset: Dataset,
): Readonly<Record<string, string | Uint8Array>> {
  const weights: WeightMap = Object.fromEntries(
    Object.entries(trained.network.weights).map(([name, weight]) => [HEAD_WEIGHTS[name] ?? name, weight]),
  );
  const { network } = mini;
  const files = networkFiles({ network, preprocessing: PREPROCESSING, weights }, 'float16');
  const { history, bestEpoch, accuracy } = trained;
  return {
    'model.json': `${JSON.stringify(files.json)}\n`,
    'weights.bin': new Uint8Array(files.weights),
    'training.json': `${JSON.stringify({ bestEpoch, accuracy, history }, null, 1)}\n`,
    'README.md': modelCard(mini, trained, dataset, files.weights.byteLength),
  };
}
