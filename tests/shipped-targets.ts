import type { Json } from '../src/graph/document';

/**
 * Image tasks made of what ships with Graft, as parameters of a Dataset and a Split node. No backbone
 * that ships was trained on their images: the small pretrained family learns from other scripts and other
 * groups of emoji. Near-duplicates (one emoji by five vendors, one typeface) never are in two parts.
 */
export interface ShippedTarget {
  /** Short, for options and tables. */
  readonly name: string;
  readonly what: string;
  /** Parameters of the Dataset node. */
  readonly dataset: Readonly<Record<string, Json>>;
  /** Parameters of the Split node; `trainPerClass` and `seed` are the caller's. */
  readonly split: { readonly val: number; readonly test: number; readonly bySource: boolean };
}

/** Groups of emoji that no source contains. */
export const TARGET_EMOJI_GROUPS = ['Animals & Nature', 'Food & Drink', 'Symbols'] as const;

const SPLIT = { val: 0.15, test: 0.25, bySource: true } as const;

const letters = (script: string): ShippedTarget => ({
  name: script.toLowerCase(),
  what: `8 letters of ${script}, in typefaces not seen in training`,
  dataset: { source: 'letters', domains: [script] },
  split: SPLIT,
});

export const TARGET_SCRIPT_NAMES = ['Greek', 'Hebrew', 'Thai', 'Devanagari'] as const;

export const SHIPPED_TARGETS: readonly ShippedTarget[] = [
  {
    name: 'emoji-groups',
    what: 'which of 3 groups an emoji is of',
    dataset: { source: 'emoji', classes: [...TARGET_EMOJI_GROUPS] },
    split: SPLIT,
  },
  {
    name: 'emoji-vendors',
    what: 'which of 5 vendors drew an emoji',
    dataset: { source: 'emoji', classes: [...TARGET_EMOJI_GROUPS], labels: 'domains' },
    split: SPLIT,
  },
  {
    name: 'digits',
    what: '10 handwritten digits',
    // 300 of each digit are plenty for the largest task, and keep the test part small enough for many runs.
    dataset: { source: 'digits', limitPerClass: 300 },
    split: { val: 0.15, test: 0.25, bySource: false },
  },
  ...TARGET_SCRIPT_NAMES.map(letters),
  {
    name: 'scripts',
    what: 'which of 4 scripts a letter is of, in typefaces not seen in training',
    dataset: { source: 'letters', labels: 'domains', domains: [...TARGET_SCRIPT_NAMES], limitPerClass: 300 },
    split: SPLIT,
  },
];
