import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockBoxes, mapLabels, pictureSize } from '../../src/editor/architecture/block-boxes';
import { lineHolders } from '../../src/editor/architecture/lanes';
import { cutBehind, freezeFirst } from '../../src/editor/architecture/move-lines';
import { graph } from '../plan/graphs';

const blocks = ['stem', 'one', 'two', 'three'].map((name) => ({ name }));

const lane = (freezeParams: Record<string, string> = {}) =>
  graph(
    {
      backbone: { kind: 'backbone' },
      freeze: { kind: 'freeze', params: freezeParams },
      head: { kind: 'head' },
    },
    ['backbone.model -> freeze.model', 'freeze.model -> head.model'],
  );
const paramsOf = (document: ReturnType<typeof lane>, id: string) =>
  document.nodes.find((node) => node.id === id)?.params;

describe('the nodes that hold the lines of a picture', () => {
  it('are the body above and the Freeze node on the way', () => {
    for (const id of ['backbone', 'freeze', 'head'])
      expect(lineHolders(lane(), id)).toEqual({ cut: 'backbone', freeze: 'freeze' });
  });

  it('are no Freeze node where two of them follow one body', () => {
    const forked = graph({ backbone: { kind: 'backbone' }, a: { kind: 'freeze' }, b: { kind: 'freeze' } }, [
      'backbone.model -> a.model',
      'backbone.model -> b.model',
    ]);
    expect(lineHolders(forked, 'backbone')).toEqual({ cut: 'backbone' });
    expect(lineHolders(forked, 'a')).toEqual({ cut: 'backbone', freeze: 'a' });
  });

  it('end where wires go round in a circle', () => {
    const circle = graph({ a: { kind: 'freeze' }, b: { kind: 'head' } }, [
      'a.model -> b.model',
      'b.model -> a.model',
    ]);
    expect(lineHolders(circle, 'b')).toEqual({ freeze: 'a' });
  });
});

describe('moving a line', () => {
  const holders = { cut: 'backbone', freeze: 'freeze' };

  it('cuts behind a block', () => {
    expect(paramsOf(cutBehind(lane(), holders, blocks, 2), 'backbone')).toMatchObject({ cut: 'one' });
  });

  it('takes the freeze line along where it would lie beyond the cut', () => {
    const frozenUpToTwo = lane({ policy: 'from', layer: 'three' });
    expect(paramsOf(cutBehind(frozenUpToTwo, holders, blocks, 2), 'freeze')).toMatchObject({ policy: 'all' });
    expect(paramsOf(cutBehind(frozenUpToTwo, holders, blocks, 4), 'freeze')).toMatchObject({
      policy: 'from',
      layer: 'three',
    });
  });

  it('freezes nothing, some or all', () => {
    const frozen = (count: number) => paramsOf(freezeFirst(lane(), holders, blocks, count), 'freeze');
    expect(frozen(0)).toMatchObject({ policy: 'none' });
    expect(frozen(3)).toMatchObject({ policy: 'from', layer: 'three' });
    expect(frozen(4)).toMatchObject({ policy: 'all' });
  });
});

describe('the boxes of a picture', () => {
  const side = fc.integer({ min: 1, max: 512 });
  const shapes = fc.array(fc.record({ shape: fc.tuple(side, side, fc.integer({ min: 1, max: 4096 })) }), {
    minLength: 1,
    maxLength: 80,
  });

  it('lie inside it, each in its own column', () => {
    fc.assert(
      fc.property(shapes, (some) => {
        const { pitch, height } = pictureSize(some.length);
        blockBoxes(some).forEach((box, place) => {
          expect(box.x).toBeGreaterThanOrEqual(pitch * place);
          expect(box.x + box.width).toBeLessThanOrEqual(pitch * (place + 1));
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.y + box.height).toBeLessThanOrEqual(height + 1e-9);
        });
      }),
    );
  });

  it('are taller for larger maps and wider for more channels', () => {
    const [early, late] = blockBoxes([{ shape: [112, 112, 16] }, { shape: [7, 7, 960] }]);
    expect(early?.height).toBeGreaterThan(late?.height ?? 0);
    expect(late?.width).toBeGreaterThan(early?.width ?? 0);
  });

  it('say the size of maps where it changes, without running into each other', () => {
    fc.assert(
      fc.property(shapes, (some) => {
        const labels = mapLabels(some);
        expect(labels[0]?.x).toBeLessThan(pictureSize(some.length).pitch);
        for (const [place, { x }] of labels.slice(1).entries())
          expect(x - (labels[place]?.x ?? 0)).toBeGreaterThan(60);
      }),
    );
  });
});
