import type { BlockInfo } from '../../plan/catalog';
import { countBlocks, countHead } from '../../plan/describe-model';
import type { ModelValue } from '../../plan/expressions';
import { passingParams, trainedBlocks, tunedParams } from '../../plan/tuning';
import { t, translated } from '../language/t';

/** A stretch of a network, from input to output. */
interface NetworkPart {
  readonly name: string;
  /** `partly`: something small in it or beside it is tuned, e.g. biases or low-rank updates. */
  readonly learns: 'no' | 'partly' | 'fully';
  /** Of the picture's width, in (0, 1]; they add up to 1. */
  readonly share: number;
}

export interface NetworkParts {
  readonly parts: readonly NetworkPart[];
  /** Numbers that keep their values. */
  readonly frozen: number;
  /** Numbers that learn; absent while nobody knows how many classes the head will have. */
  readonly trained?: number;
}

/** More blocks would be thinner than the gaps between them. */
const MOST_PARTS = 24;

/**
 * What of a network is frozen and what learns. Blocks are drawn by the logarithm of their parameters:
 * the last layers have most of them, and the first would not be seen.
 */
export function networkParts(model: ModelValue, classes?: number): NetworkParts {
  const { blocks, frozenBlocks, head, features } = model;
  const body = grouped(blocks, frozenBlocks).map(({ name, params, learns }) => ({
    name,
    learns: !learns ? ('no' as const) : model.tuning ? ('partly' as const) : ('fully' as const),
    size: 1 + Math.log10(1 + params),
  }));
  const headParams = head && classes !== undefined ? countHead(head, features, classes).trainable : undefined;
  const sizes = [
    ...body,
    ...(head
      ? [{ name: t('Head'), learns: 'fully' as const, size: 1 + Math.log10(1 + (headParams ?? features)) }]
      : []),
  ];
  const whole = sizes.reduce((sum, { size }) => sum + size, 0);
  const all =
    countBlocks([...blocks.slice(0, frozenBlocks), ...trainedBlocks(model)]).params + passingParams(model);
  const tuned = tunedParams(model);
  return {
    parts: sizes.map(({ name, learns, size }) => ({ name, learns, share: size / whole })),
    frozen: all - tuned,
    ...((!head || headParams !== undefined) && { trained: tuned + (headParams ?? 0) }),
  };
}

/** Neighbours join where there are too many, but never a frozen one with one that learns. */
function grouped(blocks: readonly BlockInfo[], frozenBlocks: number) {
  const size = Math.ceil(blocks.length / MOST_PARTS);
  const groups: { name: string; params: number; learns: boolean; count: number }[] = [];
  blocks.forEach((block, place) => {
    const learns = place >= frozenBlocks;
    const label = translated(block.label);
    const last = groups.at(-1);
    if (last && last.learns === learns && last.count < size) {
      last.name = `${last.name.split(' – ')[0]} – ${label}`;
      last.params += block.params;
      last.count++;
    } else groups.push({ name: label, params: block.params, learns, count: 1 });
  });
  return groups;
}
