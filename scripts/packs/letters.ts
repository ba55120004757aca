import { createRandom, derive } from '../../src/engine/data/random.ts';
import { drawLetter, SIDE } from './draw-letter.ts';
import { readFamily } from './font-outlines.ts';
import type { Pack, PackedSample } from './pack.ts';
import { type Script, SOURCE_SCRIPTS, TARGET_SCRIPTS } from './scripts.ts';

const SEED = 1;
const SCRIPTS = [...SOURCE_SCRIPTS, ...TARGET_SCRIPTS];
const CLASSES = SCRIPTS.flatMap(({ letters }) => letters);

/** Every letter in all families in turn, in cuts drawn by the seed. */
async function samplesOf(script: Script): Promise<PackedSample[]> {
  const families = script.families.map((family) => readFamily(family, script.subset));
  const samples: PackedSample[] = [];
  for (const letter of script.letters) {
    const random = createRandom(derive(SEED, 'letters', letter));
    const drawn = families
      .map((cuts) =>
        cuts.flatMap((cut) => {
          const outline = cut.outline(letter);
          return outline ? [{ family: cut.family, weight: cut.weight, outline }] : [];
        }),
      )
      .filter((cuts) => cuts.length > 0);
    // Another family comes first for each letter, so that a remainder does not always fall to the same ones.
    const order = random.shuffle(drawn);
    for (let number = 0; number < script.perLetter; number++) {
      const cuts = order[number % order.length] ?? [];
      const cut = cuts[random.integer(cuts.length)];
      if (!cut) throw new Error(`No font of ${script.name} has the letter ${letter}.`);
      samples.push({
        id: `${script.name}/${letter}/${cut.family}-${cut.weight}-${number}.webp`,
        class: CLASSES.indexOf(letter),
        domain: SCRIPTS.indexOf(script),
        source: cut.family,
        bytes: await drawLetter(cut.outline, random),
      });
    }
  }
  return samples;
}

/** Letters of seven scripts in many typefaces, each in its own colours, size, place and turn. */
export async function lettersPack(): Promise<Pack> {
  const samples: PackedSample[] = [];
  for (const script of SCRIPTS) samples.push(...(await samplesOf(script)));
  return {
    folder: 'letters',
    name: 'Letters of seven scripts',
    modality: 'image',
    description: `Letters drawn from open fonts, ${SIDE}×${SIDE} pixels, each in two colours, a size, a place and a small turn of its own. The class is the letter, the domain is the script, the source is the typeface.`,
    licence:
      'Drawn from fonts under the SIL Open Font License 1.1, but for Biryani (MIT) and Roboto Slab (Apache-2.0)',
    classes: CLASSES,
    domains: SCRIPTS.map(({ name }) => name),
    domainLabel: 'Script',
    samples,
  };
}
