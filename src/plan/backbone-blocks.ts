import { describeNetwork } from './architectures/describe-network';
import type { NormMode } from './architectures/memory';
import type { BackboneInfo, BlockInfo } from './catalog';

const described = new WeakMap<object, Map<string, readonly BlockInfo[]>>();

/**
 * The blocks of a backbone from input to output for images of `side` × `side`; none where it does not
 * take such images. `mode` says how batch norm will train, which changes what a network holds.
 */
export function backboneBlocks(
  { network, blocks }: Pick<BackboneInfo, 'network' | 'blocks'>,
  side: number,
  mode: NormMode = 'stored',
): readonly BlockInfo[] {
  if (!network) return blocks[side] ?? [];
  const known = described.get(network) ?? new Map<string, readonly BlockInfo[]>();
  described.set(network, known);
  const key = `${side} ${mode}`;
  const found = known.get(key) ?? describeNetwork(network, side, mode) ?? [];
  known.set(key, found);
  return found;
}
