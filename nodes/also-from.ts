import type { BlockInfo } from '../src/plan/catalog';
import type { ModelValue } from '../src/plan/expressions';
import type { OwnProblem } from '../src/plan/kind';
import { dynamicSet, type Option } from '../src/plan/params';

/** Features from several layers of a frozen network: what every kind of body offers in the same way. */

export const alsoFromParam = dynamicSet({
  label: 'Also from',
  help: 'Earlier layers whose pooled features are joined to those of the cut: first layers see colour and texture, last ones parts and objects, and some tasks need both. For a frozen network only. More features need more images or a stronger penalty.',
  empty: 'none',
  advanced: true,
});

/** The blocks before the cut; `cut` is the name of a block, or empty for the last. */
export function alsoFromOptions(blocks: readonly BlockInfo[], cut: string): readonly Option[] {
  const end = blocks.findIndex(({ name }) => name === cut);
  return blocks
    .slice(0, end < 0 ? -1 : end)
    .map(({ name, label, shape }) => ({ value: name, label: `${label} (${shape[2]})` }));
}

/** In block order, each once, so that one choice has one meaning; `undefined` for none. */
export function alsoFrom(
  chosen: readonly string[],
  blocks: readonly BlockInfo[],
): readonly string[] | undefined {
  if (chosen.length === 0) return undefined;
  const known = blocks.filter(({ name }) => chosen.includes(name)).map(({ name }) => name);
  return [...known, ...new Set(chosen.filter((name) => !known.includes(name)))];
}

export const wrongLayers = (
  chosen: readonly string[],
  blocks: readonly BlockInfo[],
  cut: string,
): OwnProblem | undefined => {
  const options = alsoFromOptions(blocks, cut).map(({ value }) => value);
  const wrong = chosen.filter((name) => !options.includes(name));
  if (wrong.length === 0) return undefined;
  const [name] = wrong;
  return {
    code: 'model/also-from',
    severity: 'error',
    param: 'also',
    message:
      name === cut
        ? `"${name}" is the cut itself: its features are there anyway.`
        : `There is no layer "${name}" before the cut.`,
    hint: 'Choose from the layers before the cut, or none.',
  };
};

/** Features from several layers are stored before training; layers that train would make others in every step. */
export const onlyFrozen = ({ also, blocks }: ModelValue, frozenBlocks: number): boolean =>
  also === undefined || frozenBlocks === blocks.length;
