import { createHash } from 'node:crypto';
import type { IconSet } from './icon-set.ts';

export interface ChosenEmoji {
  readonly name: string;
  readonly group: string;
  /** Vendor → SVG, for those vendors that draw it. */
  readonly drawings: ReadonlyMap<string, string>;
}

export interface Choice {
  readonly groups: readonly string[];
  readonly perGroup: number;
  readonly fewestVendors: number;
  readonly seed: number;
}

const ZERO_WIDTH_JOINER = '200d';

/**
 * Variants that would put near-copies of one drawing into the set under several names: skin tones,
 * and in People & Body all joined sequences (man, woman, hair colour, direction of one figure).
 */
const isVariant = (group: string, name: string, codes: readonly string[]): boolean =>
  name.includes('skin-tone') ||
  (group === 'People & Body' && codes.some((code) => code.split('-').includes(ZERO_WIDTH_JOINER)));

/** A reproducible order that does not depend on what else is in the list. */
const rank = (seed: number, name: string): string =>
  createHash('sha256').update(`${seed}:${name}`).digest('hex');

/** Emoji that enough vendors draw, at most `perGroup` of each group; names and groups as in the first set. */
export function chooseEmoji(sets: readonly IconSet[], choice: Choice): ChosenEmoji[] {
  const [reference] = sets;
  if (!reference) return [];
  return choice.groups.flatMap((group) => {
    const candidates = (reference.categories[group] ?? []).flatMap((name): ChosenEmoji[] => {
      const codes = reference.codes.get(name) ?? [];
      if (isVariant(group, name, codes)) return [];
      const drawings = new Map(
        sets.flatMap((set): [string, string][] => {
          const svg = set.svg(name, codes);
          return svg === undefined ? [] : [[set.vendor, svg]];
        }),
      );
      return drawings.size >= choice.fewestVendors ? [{ name, group, drawings }] : [];
    });
    const ranked = candidates.map((emoji) => ({ emoji, rank: rank(choice.seed, emoji.name) }));
    ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
    const chosen = ranked.slice(0, choice.perGroup).map(({ emoji }) => emoji);
    return chosen.sort((a, b) => (a.name < b.name ? -1 : 1));
  });
}
