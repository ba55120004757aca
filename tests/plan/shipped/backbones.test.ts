import { describe, expect, it } from 'vitest';
import { shippedBackbones } from '../../../src/plan/shipped';

const total = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0);

describe('shippedBackbones', () => {
  it('counts all parameters, as their authors do', () => {
    const params = Object.fromEntries(
      shippedBackbones.map(({ id, blocks, defaultInputSize }) => [
        id,
        total((blocks[defaultInputSize] ?? []).map((block) => block.params)),
      ]),
    );
    expect(params).toMatchObject({
      // keras.applications, include_top=False
      'mobilenet-v2': 2_257_984,
      'inception-v3': 21_802_784,
      // Batch norm is folded into biases; the detector's head is not counted.
      'mobilenet-v3-coco': 1_751_064,
    });
  });

  it('knows the source classes of the small family, which its classifier names', () => {
    const minis = shippedBackbones.filter(({ id }) => id.endsWith('-mini'));
    expect(minis).toHaveLength(3);
    for (const { classifier, defaultCut, blocks, inputSizes } of minis) {
      for (const side of inputSizes) {
        const last = blocks[side]?.at(-1);
        expect(last).toMatchObject({ name: classifier?.block, shape: [1, 1, classifier?.classes.length] });
        expect(last?.name).not.toBe(defaultCut);
      }
      expect(new Set(classifier?.classes).size).toBe(67);
    }
  });

  it('counts the published multiply-adds of MobileNetV2 and Inception v3', () => {
    const flops = (id: string, side: number) =>
      total(
        (shippedBackbones.find((info) => info.id === id)?.blocks[side] ?? []).map((block) => block.flops),
      );
    // 300 M (Sandler et al. 2018) and 5.7 G (Szegedy et al. 2016) multiply-adds.
    expect(flops('mobilenet-v2', 224) / 2e6).toBeGreaterThan(295);
    expect(flops('mobilenet-v2', 224) / 2e6).toBeLessThan(305);
    expect(flops('inception-v3', 299) / 2e9).toBeCloseTo(5.7, 1);
  });

  describe.each(shippedBackbones.map((info) => [info.id, info] as const))('%s', (_, info) => {
    it('has the same blocks at every input size', () => {
      const names = info.inputSizes.map((side) => (info.blocks[side] ?? []).map(({ name }) => name));
      for (const list of names) expect(list).toEqual(names[0]);
      const [first = []] = names;
      expect(new Set(first).size).toBe(first.length);
      expect(first).toContain(info.defaultCut);
      expect(info.inputSizes).toContain(info.defaultInputSize);
    });

    it('says what of each block can be tuned', () => {
      for (const blocks of Object.values(info.blocks)) {
        for (const { name, params, tunable } of blocks) {
          const { biases = 0, norms = 0, kernels = [] } = tunable ?? {};
          expect(kernels.length, name).toBeGreaterThan(0);
          expect(biases + norms, name).toBeGreaterThan(0);
          expect(Math.max(biases, norms), name).toBeLessThan(params);
        }
      }
    });

    it('shrinks from block to block and grows with the input', () => {
      for (const side of info.inputSizes) {
        const blocks = info.blocks[side] ?? [];
        for (const [i, block] of blocks.entries()) {
          const before = blocks[i - 1]?.shape ?? [side, side, 3];
          expect(block.shape[0], block.name).toBeLessThanOrEqual(before[0]);
          expect(block.shape[0]).toBe(block.shape[1]);
          expect(block.shape[0], `${block.name} at ${side}`).toBeGreaterThan(0);
          expect(block.params).toBeGreaterThan(0);
          expect(block.flops).toBeGreaterThan(0);
        }
      }
    });
  });
});
