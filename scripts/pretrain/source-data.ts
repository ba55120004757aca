import { createHash } from 'node:crypto';
import { type Dataset, samplesOf } from '../../src/engine/data/dataset.ts';
import { selectSamples } from '../../src/engine/data/select.ts';
import { splitSamples } from '../../src/engine/data/split.ts';
import type { Platform, StoredDataset } from '../../src/engine/platform/platform.ts';
import type { SampleEntry } from '../../src/plan/catalog.ts';
import { SOURCE_SCRIPTS } from '../packs/scripts.ts';

/** Groups of emoji that the small family learns from. The other three are targets. */
export const SOURCE_EMOJI_GROUPS = [
  'Smileys & Emotion',
  'People & Body',
  'Travel & Places',
  'Activities',
  'Objects',
] as const;

export const SOURCE_SPLIT = { val: 0.1, test: 0.1, bySource: true, seed: 1 } as const;

const LETTERS = SOURCE_SCRIPTS.flatMap((script) => script.letters);

/** What the small family learns to name, in order. */
export const SOURCE_CLASSES: readonly string[] = [...LETTERS, ...SOURCE_EMOJI_GROUPS];

/**
 * What the small family is pretrained on: letters of three scripts and five groups of emoji, in one set of
 * classes. A typeface or an emoji lies in one part with all its drawings.
 */
export async function sourceData(platform: Pick<Platform, 'dataset'>): Promise<Dataset> {
  const letters = await open(platform, 'letters');
  const emoji = await open(platform, 'emoji');
  const joined = join([
    { name: 'letters', stored: letters, classes: LETTERS },
    { name: 'emoji', stored: emoji, classes: SOURCE_EMOJI_GROUPS },
  ]);
  const all = { classes: [], domains: [], limitPerClass: 0, fit: 'crop', seed: 1 } as const;
  const selected = selectSamples(joined, { ...all, dataset: joined.index.id });
  const { dataset, problems } = splitSamples(selected.dataset, {
    ...SOURCE_SPLIT,
    keepFolders: false,
    trainPerClass: 0,
  });
  const [problem] = [...selected.problems, ...problems];
  if (problem) throw new Error(problem.message);
  return dataset;
}

export const isLetter = (entry: SampleEntry): boolean => entry.id.startsWith('letters/');

/** Images of each part, for people. */
export function partSizes(dataset: Dataset): Record<'train' | 'val' | 'test', number> {
  const count = (part: 'train' | 'val' | 'test') => samplesOf(dataset, part).length;
  return { train: count('train'), val: count('val'), test: count('test') };
}

async function open(platform: Pick<Platform, 'dataset'>, name: string): Promise<StoredDataset> {
  const stored = await platform.dataset(name);
  if (!stored) throw new Error(`The dataset "${name}" is missing. Run "npm run packs".`);
  return stored;
}

interface Part {
  /** Goes before ids and sources, so that those of different datasets never meet. */
  readonly name: string;
  readonly stored: StoredDataset;
  readonly classes: readonly string[];
}

/** Some classes of several datasets as one. */
function join(parts: readonly Part[]): StoredDataset {
  const classes = parts.flatMap((part) => part.classes);
  const origins = new Map<string, { readonly stored: StoredDataset; readonly entry: SampleEntry }>();
  const samples: SampleEntry[] = [];
  for (const { name, stored, classes: wanted } of parts) {
    for (const entry of stored.index.samples) {
      const label = stored.index.classes[entry.class] ?? '';
      if (!wanted.includes(label)) continue;
      const id = `${name}/${entry.id}`;
      origins.set(id, { stored, entry });
      const source = `${name}/${entry.source ?? entry.id}`;
      const { offset, length } = entry;
      samples.push({ id, class: classes.indexOf(label), source, offset, length });
    }
  }
  const ids = parts.map(({ stored }) => stored.index.id);
  const hash = createHash('sha256')
    .update(JSON.stringify([ids, classes]))
    .digest('hex');
  return {
    index: {
      id: `mini-sources@${hash.slice(0, 12)}`,
      name: 'Sources of the small family',
      modality: 'image',
      description: `Some classes of ${ids.join(' and ')}.`,
      licence: parts.map(({ stored }) => stored.index.licence).join('; '),
      classes,
      domains: [],
      samples,
      skipped: [],
    },
    async read({ id }) {
      const origin = origins.get(id);
      if (!origin) throw new Error(`There is no sample "${id}".`);
      return origin.stored.read(origin.entry);
    },
  };
}
