import { readFileSync, statSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { MINIS, SIDE } from '../../scripts/pretrain/recipe';
import { SOURCE_CLASSES, SOURCE_EMOJI_GROUPS, sourceData } from '../../scripts/pretrain/source-data';
import { type Dataset, samplesOf } from '../../src/engine/data/dataset';
import { drawExamples } from '../../src/engine/data/examples';
import { createPixelSource } from '../../src/engine/data/pixels';
import { INFERENCE } from '../../src/engine/networks/modes';
import { openBody } from '../../src/engine/networks/open-body';
import { nodePlatform } from '../../src/engine/platform/node';
import { shippedBackbones } from '../../src/plan/shipped';
import { startTestBackend } from '../engine/run/world';
import { SHIPPED_TARGETS } from '../shipped-targets';

const platform = nodePlatform({ publicDir: 'public' });
let dataset: Dataset;
beforeAll(async () => {
  await startTestBackend('wasm');
  dataset = await sourceData(platform);
});

describe('the sources of the small family', () => {
  it('share no class with any target', () => {
    const sources = new Set(SOURCE_CLASSES);
    for (const target of SHIPPED_TARGETS.filter(({ dataset: { source } }) => source === 'emoji')) {
      const groups = target.dataset.classes as readonly string[];
      expect(groups.filter((group) => sources.has(group))).toEqual([]);
    }
    const scripts = SHIPPED_TARGETS.flatMap(({ dataset: { source, domains } }) =>
      source === 'letters' ? (domains as readonly string[]) : [],
    );
    expect(scripts.length).toBeGreaterThan(4);
    for (const { entry } of dataset.samples) {
      const [pack, group = ''] = entry.id.split('/');
      if (pack === 'letters') expect(scripts).not.toContain(group);
      else expect(SOURCE_EMOJI_GROUPS).toContain(group);
    }
  });

  it('keep a typeface and an emoji in one part', () => {
    const parts = new Map<string, string>();
    for (const { entry, part } of dataset.samples) {
      const source = entry.source ?? '';
      expect(parts.get(source) ?? part).toBe(part);
      parts.set(source, part);
    }
  });
});

describe.each(MINIS)('$id', ({ id, network }) => {
  const training = JSON.parse(readFileSync(`pretrained/${id}/training.json`, 'utf8')) as {
    accuracy: { all: number };
  };

  it('is small, described and has a card that tells its accuracy', () => {
    expect(statSync(`pretrained/${id}/weights.bin`).size).toBeLessThan(1_500_000);
    const card = readFileSync(`pretrained/${id}/README.md`, 'utf8');
    expect(card).toContain(`${(100 * training.accuracy.all).toFixed(1)} % in all`);
    expect(shippedBackbones.find((backbone) => backbone.id === id)?.format).toBe('network');
  });

  it('names what it was pretrained on as well as its card says, with the weights as they are stored', async () => {
    const info = shippedBackbones.find((backbone) => backbone.id === id);
    if (!info) throw new Error(`${id} is not shipped.`);
    const blocks = network.blocks.map(({ name }) => name);
    const input = { modality: 'image', shape: [SIDE, SIDE, 3], preprocessing: info.preprocessing } as const;
    const body = await openBody(
      { body: { op: 'backbone', backbone: id, weights: info.weights }, blocks, input },
      platform,
    );
    const samples = samplesOf(dataset, 'test');
    const pixels = createPixelSource({ dataset, side: SIDE, channels: 3, platform });
    const draws = samples.map((sample) => ({ sample, view: 0 }));
    const drawn = await drawExamples(pixels, draws, []);
    const predicted: number[] = [];
    for (let from = 0; from < samples.length; from += 64) {
      const count = Math.min(64, samples.length - from);
      const values = Float32Array.from(
        drawn.pixels.subarray(from * SIDE * SIDE * 3, (from + count) * SIDE * SIDE * 3),
      );
      const classes = tf.tidy(() => {
        const logits = body.forward(tf.tensor(values, [count, SIDE, SIDE, 3]), 0, blocks.length, INFERENCE);
        return tf.argMax(tf.reshape(logits, [count, SOURCE_CLASSES.length]), 1);
      });
      predicted.push(...(await classes.data()));
      classes.dispose();
    }
    body.dispose();
    const right = samples.filter((sample, i) => dataset.samples[sample]?.class === predicted[i]).length;
    // The card's number is of the weights in 32 bits.
    expect(Math.abs(right / samples.length - training.accuracy.all)).toBeLessThan(0.01);
  }, 60_000);
});
