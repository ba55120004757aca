import type { BackboneInfo, BlockInfo, Preprocessing } from '../../../plan/catalog';
import { openBody } from '../../networks/open-body';
import type { ModelFiles, Platform } from '../../platform/platform';
import { ModelError } from '../model-error';
import { findBoundaries } from './boundaries';
import { type Boundary, describeBlocks } from './describe-blocks';
import { type LoadedNetwork, loadNetwork } from './loaded-network';

export interface DescribeOptions {
  readonly preprocessing: Preprocessing;
  /** Sides to describe it for; sensible ones by default. */
  readonly inputSizes?: readonly number[];
  /** Side that the network was made for, where that is known. */
  readonly side?: number;
  readonly signal?: AbortSignal;
  readonly onStep?: (done: number, total: number) => void;
}

type Described = Pick<BackboneInfo, 'inputSizes' | 'defaultInputSize' | 'defaultCut' | 'blocks'>;

const USUAL_SIDE = 224;
const USUAL_SIDES = [96, 128, 160, 192, 224, 256, 299];
const MOST_SIDES = 4;

/**
 * Describes a TF.js model that nobody has described: where it can be cut, with shapes, parameters, work
 * and memory for some input sizes. Sizes that it cannot take are left out. Needs a backend.
 */
export async function describeModel(
  files: ModelFiles,
  platform: Platform,
  options: DescribeOptions,
): Promise<Described> {
  const side = options.side ?? USUAL_SIDE;
  const sides = options.inputSizes ?? sidesAround(side);
  const network = await loadNetwork(files);
  try {
    const boundaries = await boundariesOf(network, sides.includes(side) ? side : (sides.at(-1) ?? side));
    const blocks = await describeSides(files, network, boundaries, sides, platform, options);
    const inputSizes = Object.keys(blocks).map(Number);
    return {
      inputSizes,
      defaultInputSize: inputSizes.includes(side) ? side : (inputSizes.at(-1) ?? side),
      defaultCut: boundaries.at(-1)?.name ?? '',
      blocks,
    };
  } finally {
    network.dispose();
  }
}

const sidesAround = (side: number): readonly number[] =>
  [...new Set([...USUAL_SIDES.filter((usual) => usual < side), side])].slice(-MOST_SIDES);

async function boundariesOf(network: LoadedNetwork, side: number): Promise<readonly Boundary[]> {
  const all = new Set(network.graph.map(({ name }) => name));
  const candidates = findBoundaries(network.graph, network.input, all);
  const shapes = await network.shapes(
    side,
    candidates.map(({ name }) => name),
  );
  const found = candidates.filter(({ name }) => shapes.get(name)?.length === 3);
  if (found.length === 0) throw new ModelError('no-cut', 'The model has no convolution to cut behind.');
  return found;
}

async function describeSides(
  files: ModelFiles,
  network: LoadedNetwork,
  boundaries: readonly Boundary[],
  sides: readonly number[],
  platform: Platform,
  { preprocessing, signal, onStep }: DescribeOptions,
): Promise<Record<string, readonly BlockInfo[]>> {
  const own: Platform = { ...platform, model: async () => files };
  const body = await openBody(
    {
      body: { op: 'backbone', backbone: 'own', weights: '' },
      blocks: boundaries.map(({ name }) => name),
      input: { modality: 'image', shape: [sides[0] ?? USUAL_SIDE, sides[0] ?? USUAL_SIDE, 3], preprocessing },
    },
    own,
  );
  const blocks: Record<string, readonly BlockInfo[]> = {};
  let reason: unknown;
  try {
    for (const [done, side] of sides.entries()) {
      signal?.throwIfAborted();
      onStep?.(done, sides.length);
      await platform.breathe();
      try {
        blocks[side] = await describeBlocks(network, body, boundaries, side);
      } catch (error) {
        reason = error;
      }
    }
  } finally {
    body.dispose();
  }
  if (Object.keys(blocks).length > 0) return blocks;
  const message = reason instanceof Error ? reason.message : String(reason);
  throw new ModelError(
    'cannot-run',
    `The model cannot be run on images of ${sides.join(', ')} pixels: ${message}`,
  );
}
