import { describe, expect, it } from 'vitest';
import { divideLayers } from '../../../src/plan/architectures/chains';
import { architectures, lastFeatures } from '../../../src/plan/architectures/index';
import { CLASSIFIER } from '../../../src/plan/architectures/network';
import { layerShapes } from '../../../src/plan/architectures/shapes';

describe.each(architectures)('$id', ({ build, minInputSize }) => {
  const network = build();
  const names = network.blocks.map(({ name }) => name);

  it('needs nothing from before a cut but what the cut gives', () => {
    const blocks = divideLayers(network.layers, names);
    expect(
      blocks
        .flat()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(network.layers.map(({ name }) => name).sort());
    blocks.forEach((layers, i) => {
      const known = new Set([...layers.map(({ name }) => name), i === 0 ? 'input' : (names[i - 1] ?? '')]);
      for (const { inputs } of layers) expect(inputs.filter((name) => !known.has(name))).toEqual([]);
    });
  });

  it('has features before its classifier, and labels that differ', () => {
    const features = network.blocks.findIndex(({ name }) => name === lastFeatures(network));
    expect(network.blocks[features + 1]?.stage).toBe(CLASSIFIER);
    expect(new Set(network.blocks.map(({ label }) => label)).size).toBe(names.length);
  });

  it('leaves something of the smallest image, and nothing of a smaller one', () => {
    const sidesAt = (side: number) =>
      [...layerShapes(network, [side, side]).values()].map(([height]) => height);
    expect(Math.min(...sidesAt(minInputSize))).toBeGreaterThan(0);
    if (minInputSize > 15) expect(Math.min(...sidesAt(minInputSize - 1))).toBeLessThan(1);
  });
});
