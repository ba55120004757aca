import { beforeAll, describe, expect, it } from 'vitest';
import { measureMemory } from '../../../src/engine/models/describe/measure-memory';
import { restart } from '../../../src/engine/networks/initial';
import { networkBody } from '../../../src/engine/networks/network-body';
import { describeNetwork } from '../../../src/plan/architectures/describe-network';
import { architectureOf } from '../../../src/plan/architectures/index';
import { start } from '../backend/start';

beforeAll(() => start('wasm'));

/** One of each family, at an eighth of its width. */
const NETWORKS = [
  ['vgg11_bn', 64],
  ['resnet18', 64],
  ['resnet50', 64],
  ['inception_v3', 96],
  ['googlenet', 64],
  ['mobilenet_v2', 96],
  ['mobilenet_v3_small', 64],
] as const;

describe('the memory that is foreseen for a network', () => {
  it.each(
    NETWORKS.flatMap(([id, side]) => (['stored', 'batch'] as const).map((mode) => [id, side, mode] as const)),
  )('is what the engine takes: %s at %i px, %s statistics', (id, side, mode) => {
    const network = architectureOf(id)?.build({ width: 1 / 8, classes: 10 });
    const foreseen = (network && describeNetwork(network, side, mode)) ?? [];
    if (!network) throw new Error(`There is no "${id}".`);
    const boundaries = network.blocks.map(({ name }) => name);
    const preprocessing = { scale: 1 / 127.5, offset: -1 };
    const body = networkBody(network, boundaries, { size: [side, side], preprocessing });
    restart(body.parameters(0, boundaries.length), 1);
    const inputs = [[side, side, 3], ...foreseen.slice(0, -1).map(({ shape }) => shape)];
    const measured = measureMemory(body, inputs, { batchNorm: mode });
    body.dispose();
    for (const [i, taken] of measured.entries()) {
      for (const what of ['activation', 'kept'] as const) {
        const ratio = (foreseen[i]?.[what] ?? 0) / taken[what];
        expect(ratio, `${what} of ${foreseen[i]?.name}`).toBeGreaterThan(0.8);
        expect(ratio, `${what} of ${foreseen[i]?.name}`).toBeLessThan(1.25);
      }
    }
  });
});
