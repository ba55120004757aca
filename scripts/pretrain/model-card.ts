import type { Dataset } from '../../src/engine/data/dataset.ts';
import { parametersOf } from '../../src/plan/architectures/parameters.ts';
import { fitOptions, type Mini, SEED, SIDE, TRANSFORMS } from './recipe.ts';
import { partSizes, SOURCE_EMOJI_GROUPS, SOURCE_SPLIT } from './source-data.ts';
import type { Pretrained } from './train-mini.ts';

/** What somebody must know before using the weights (after Mitchell et al. 2019, "Model cards"). */
export function modelCard(
  { id, label, family, network }: Mini,
  { history, bestEpoch, accuracy }: Pretrained,
  dataset: Dataset,
  bytes: number,
): string {
  const sizes = partSizes(dataset);
  const { learningRate, batchSize, weightDecay, warmupEpochs, labelSmoothing } = fitOptions(history.length);
  const parameters = parametersOf(network, SIDE).reduce(
    (sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1),
    0,
  );
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const count = (value: number) => value.toLocaleString('en-US');
  return `# ${label}

A small ${family} for ${SIDE}×${SIDE} RGB images, pretrained from random weights with Graft's own engine.
Written by \`npm run pretrain -- --only ${id}\`.

| | |
| --- | --- |
| Parameters | ${count(parameters)}, ${count(bytes)} bytes as float16 |
| Trained on | ${count(sizes.train)} images of ${dataset.classes.length} classes: ${dataset.classes.length - SOURCE_EMOJI_GROUPS.length} letters of Latin, Cyrillic and Arabic, and ${SOURCE_EMOJI_GROUPS.length} groups of emoji (${SOURCE_EMOJI_GROUPS.join(', ')}) |
| Validation, test | ${count(sizes.val)} and ${count(sizes.test)} images of typefaces and emoji that are in no other part (seed ${SOURCE_SPLIT.seed}) |
| Training | ${history.length} epochs, batches of ${batchSize}, AdamW with rate ${learningRate} (${warmupEpochs} epoch of warm-up, cosine), weight decay ${weightDecay}, label smoothing ${labelSmoothing}, seed ${SEED}; weights of epoch ${bestEpoch}, the best on validation |
| Augmentation | turns to ±${TRANSFORMS.rotate}°, shifts to ${percent(TRANSFORMS.translate)}, zoom to ±${percent(TRANSFORMS.zoom)}, brightness, contrast and saturation; no mirroring |
| Test accuracy | ${percent(accuracy.all)} in all; ${percent(accuracy.letters)} on letters, ${percent(accuracy.emoji)} on emoji |

**Held out.** Emoji of Animals & Nature, Food & Drink and Symbols, letters of Greek, Hebrew, Thai and Devanagari, and all
digits never were in its training: they are honest targets to transfer to.

**Intended use.** Learning and teaching transfer offline in seconds, comparing families, and tests. Drawn shapes: letters,
signs, icons, simple drawings.

**Limits.** It has never seen a photograph; for photos, take one of the large backbones. It was trained for minutes, not to
convergence. Emoji are told apart by group only. Batch norm's statistics are those of the sources.

**Licence.** The weights are MIT, as Graft. The drawings that they were trained on have licences of their own, OpenMoji's
among them CC BY-SA 4.0: see CREDITS.md.
`;
}
