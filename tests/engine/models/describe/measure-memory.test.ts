import { beforeAll, describe, expect, it } from 'vitest';
import { measureMemory } from '../../../../src/engine/models/describe/measure-memory';
import { openBody } from '../../../../src/engine/networks/open-body';
import { smallCnnBlocks } from '../../../../src/plan/describe-model';
import { start } from '../../backend/start';
import { platform, SMALL_CNN, smallCnnSpec } from '../../networks/specs';

beforeAll(() => start('wasm'));

describe('the memory that inference foresees for a network from scratch', () => {
  it.each([
    ['plain', { batchNorm: false }],
    ['with batch norm', { batchNorm: true }],
    ['with dropout', { batchNorm: false, dropout: 0.3 }],
    ['one convolution a block, grey', { batchNorm: false, convsPerBlock: 1, channels: 1 as const }],
  ])('is what the engine takes: %s', async (_, changes) => {
    const spec = { ...SMALL_CNN, inputSize: 32, filters: 8, ...changes };
    const foreseen = smallCnnBlocks(spec);
    const body = await openBody(smallCnnSpec({ inputSize: 32, filters: 8, ...changes }), platform);
    const inputs = [
      [spec.inputSize, spec.inputSize, spec.channels],
      ...foreseen.slice(0, -1).map(({ shape }) => shape),
    ];
    const measured = measureMemory(body, inputs, { batchNorm: 'batch' });
    body.dispose();
    for (const [block, taken] of measured.entries()) {
      for (const what of ['activation', 'kept'] as const) {
        const ratio = (foreseen[block]?.[what] ?? 0) / taken[what];
        expect(ratio, `${what} of block ${block + 1}`).toBeGreaterThan(0.85);
        expect(ratio, `${what} of block ${block + 1}`).toBeLessThan(1.15);
      }
    }
  });
});
