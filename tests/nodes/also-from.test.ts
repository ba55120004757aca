import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import type { Json } from '../../src/graph/document';
import { compile } from '../../src/plan/compile';
import { transfer } from '../plan/graphs';
import { catalog } from '../plan/sample-catalog';

type Params = Record<string, Json>;

function plan(backbone: Params, freeze: Params = {}) {
  const { steps, nodes, blocking } = compile(
    transfer({
      backbone: { kind: 'backbone', params: backbone },
      freeze: { kind: 'freeze', params: freeze },
    }),
    { registry, catalog },
  );
  const facts = Object.fromEntries((nodes.backbone?.facts ?? []).map(({ label, value }) => [label, value]));
  return {
    embed: steps.find(({ op }) => op === 'embed'),
    fit: steps.find(({ op }) => op === 'fit'),
    features: facts.Features,
    blocking: blocking.map(({ code, nodeId, param }) => [code, nodeId, param]),
  };
}

describe('features from several layers', () => {
  it.each([
    ['average', 8 + 16 + 32],
    ['max', 8 + 16 + 32],
    ['flatten', 16 * 16 * 8 + 8 * 8 * 16 + 4 * 4 * 32],
  ])('add up, whatever the pooling: %s', (pooling, count) => {
    const { embed, fit, features } = plan({ cut: 'b3', also: ['b1', 'b2'], pooling });
    expect(embed?.output).toMatch(new RegExp(`× \\[${count}\\]$`));
    expect(embed?.params).toMatchObject({ body: { also: ['b1', 'b2'] } });
    expect(fit?.cost.trainable).toBe(count * 3 + 3);
    expect(features?.replace(/\D/g, '').length).toBeGreaterThan(0);
  });

  it('cost one pass through the network, and storing them all', () => {
    const one = plan({ cut: 'b3' }).embed;
    const all = plan({ cut: 'b3', also: ['b1', 'b2'] }).embed;
    expect(all?.cost.flops).toBe(one?.cost.flops);
    expect((all?.cost.bytes ?? 0) / (one?.cost.bytes ?? 1)).toBe((8 + 16 + 32) / 32);
  });

  it('have one key in whatever order they were chosen, and none of their own when none was', () => {
    const key = (also: string[]) => plan({ cut: 'b3', also }).embed?.key;
    expect(key(['b2', 'b1'])).toBe(key(['b1', 'b2']));
    expect(key(['b1'])).not.toBe(key(['b1', 'b2']));
    expect(key([])).toBe(plan({ cut: 'b3' }).embed?.key);
  });

  it('come from before the cut', () => {
    expect(plan({ cut: 'b2', also: ['b1', 'b3'] }).blocking).toEqual([
      ['model/also-from', 'backbone', 'also'],
    ]);
    expect(plan({ cut: 'b2', also: ['b2'] }).blocking).toEqual([['model/also-from', 'backbone', 'also']]);
    expect(plan({ cut: 'b2', also: ['elsewhere'] }).blocking).toEqual([
      ['model/also-from', 'backbone', 'also'],
    ]);
  });

  it('need the whole backbone frozen, and say so on the node that can mend it', () => {
    const freeze = [['freeze/several-layers', 'freeze', 'policy']];
    expect(plan({ also: ['b1'] }, { policy: 'none' }).blocking).toEqual(freeze);
    expect(plan({ also: ['b1'] }, { policy: 'all-but-last', lastBlocks: 1 }).blocking).toEqual(freeze);
    const unfrozen = transfer({ backbone: { kind: 'backbone', params: { also: ['b1'] } } });
    const wires = unfrozen.wires
      .filter(({ from, to }) => from.node !== 'freeze' && to.node !== 'freeze')
      .concat({ id: 'w', from: { node: 'backbone', port: 'model' }, to: { node: 'head', port: 'model' } });
    const { blocking } = compile({ ...unfrozen, wires }, { registry, catalog, targets: ['train'] });
    expect(blocking.map(({ code, nodeId }) => [code, nodeId])).toEqual([['train/several-layers', 'train']]);
  });
});
