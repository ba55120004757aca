import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import type { GraphDocument } from '../../src/graph/document';
import { addWire, removeNodes, updateNode } from '../../src/graph/edit';
import { type NodeMode, passThrough } from '../../src/graph/mode';
import { downstreamOf } from '../../src/graph/topology';
import { compile } from '../../src/plan/compile';
import { graph, transfer } from './graphs';
import { documents } from './random-graphs';
import { catalog } from './sample-catalog';

const plan = (document: GraphDocument, targets?: string[]) =>
  compile(document, { registry, catalog, targets });
const keysOf = (document: GraphDocument) => plan(document).steps.map(({ key }) => key);

const withMode = (document: GraphDocument, id: string, mode: NodeMode) =>
  updateNode(document, id, (node) => ({ ...node, mode }));

/** The graph as somebody would rewire it who took a node of one input out by hand. */
function takeOut(document: GraphDocument, id: string): GraphDocument {
  const into = document.wires.find((wire) => wire.to.node === id);
  const after = document.wires.filter((wire) => wire.from.node === id);
  const without = removeNodes(document, new Set([id]));
  return after.reduce((rest, wire) => (into ? addWire(rest, into.from, wire.to) : rest), without);
}

const augmented = () =>
  graph(
    {
      data: { kind: 'dataset' },
      split: { kind: 'split' },
      augment: { kind: 'augment' },
      advisor: { kind: 'advisor' },
    },
    ['data.data -> split.data', 'split.data -> augment.data', 'augment.data -> advisor.data'],
  );

describe('a bypassed node', () => {
  it('hands on the first input of the type of each output', () => {
    const passedBy = (kind: string) => {
      const found = registry.get(kind);
      return found && passThrough(found);
    };
    expect(passedBy('augment')).toEqual(new Map([['data', 'data']]));
    expect(passedBy('freeze')).toEqual(new Map([['model', 'model']]));
    for (const kind of ['dataset', 'backbone', 'train', 'evaluate', 'note']) {
      expect(passedBy(kind), kind).toBeUndefined();
    }
  });

  it('gives the plan of the graph without it', () => {
    for (const id of ['freeze', 'split']) {
      const document = transfer();
      expect(keysOf(withMode(document, id, 'bypass')), id).toEqual(keysOf(takeOut(document, id)));
    }
    const document = augmented();
    expect(plan(withMode(document, 'augment', 'bypass')).steps.map(({ op }) => op)).not.toContain('augment');
  });

  it('gives the plan without it in any graph, whatever its parameters hold', () => {
    fc.assert(
      fc.property(documents, fc.nat(), (document, choice) => {
        const possible = document.nodes.filter(({ kind }) => ['augment', 'freeze', 'split'].includes(kind));
        const chosen = possible[choice % possible.length];
        fc.pre(chosen !== undefined);
        const broken = updateNode(document, chosen.id, (node) => ({ ...node, params: { views: 'many' } }));
        const bypassed = plan(withMode(broken, chosen.id, 'bypass'));
        const without = plan(takeOut(document, chosen.id));
        expect(bypassed.steps.map(({ key }) => key)).toEqual(without.steps.map(({ key }) => key));
        expect(bypassed.blocking.map(({ code }) => code)).toEqual(without.blocking.map(({ code }) => code));
      }),
      { seed: 7, numRuns: 30 },
    );
  });

  it('has no steps and no result of its own', () => {
    const { nodes } = plan(withMode(augmented(), 'augment', 'bypass'));
    expect(nodes.augment).toMatchObject({ off: 'bypass', steps: [] });
    expect(nodes.augment?.resultStep).toBeUndefined();
    expect(nodes.split?.steps).not.toEqual([]);
  });

  it('still needs what it hands on', () => {
    const alone = graph({ freeze: { kind: 'freeze' } }, []);
    expect(plan(withMode(alone, 'freeze', 'bypass')).nodes.freeze?.problems.map(({ code }) => code)).toEqual([
      'wire/missing',
    ]);
  });

  it('is an error where there is nothing to hand on', () => {
    const document = withMode(transfer(), 'backbone', 'bypass');
    expect(plan(document).blocking.map(({ code, nodeId }) => [code, nodeId])).toContainEqual([
      'node/cannot-bypass',
      'backbone',
    ]);
  });
});

describe('a muted node', () => {
  it('is not run, nor is what depends on it', () => {
    const { steps, nodes, blocking } = plan(withMode(twoTrainings(), 'train', 'mute'));
    expect(blocking).toEqual([]);
    expect(steps.filter(({ op }) => op === 'fit').map((step) => step.nodes)).toEqual([['train2']]);
    expect(nodes.train).toMatchObject({ off: 'mute', steps: [] });
    expect(nodes.evaluate).toMatchObject({ off: 'after-mute', steps: [], problems: [] });
    expect(nodes.split?.off).toBeUndefined();
  });

  it('leaves the plan of the graph without it and what depends on it, in any graph', () => {
    fc.assert(
      fc.property(documents, fc.nat(), (document, choice) => {
        const chosen = document.nodes[choice % document.nodes.length];
        fc.pre(chosen !== undefined);
        const kept = removeNodes(document, downstreamOf(document, [chosen.id]));
        const muted = plan(withMode(document, chosen.id, 'mute'));
        expect(muted.steps.map(({ key }) => key)).toEqual(keysOf(kept));
      }),
      { seed: 11, numRuns: 30 },
    );
  });

  it('does not block the rest with what is wrong with it', () => {
    const document = twoTrainings();
    const broken = updateNode(document, 'train', (node) => ({ ...node, params: { epochs: -3 } }));
    expect(plan(broken).blocking).not.toEqual([]);
    const muted = plan(withMode(broken, 'train', 'mute'));
    expect(muted.blocking).toEqual([]);
    expect(muted.problems).toEqual(plan(withMode(document, 'train', 'mute')).problems);
  });

  it('leaves nothing to run where everything is off, and says so', () => {
    const { steps, blocking } = plan(withMode(transfer(), 'data', 'mute'));
    expect(steps).toEqual([]);
    expect(blocking.map(({ code }) => code)).toEqual(['graph/all-off']);
  });

  it('is not run by asking for it', () => {
    expect(plan(withMode(transfer(), 'train', 'mute'), ['train', 'split']).targets).toEqual(['split']);
  });
});

const twoTrainings = () =>
  transfer({ head2: { kind: 'head', params: { dropout: 0.4 } }, train2: { kind: 'train' } }, [
    'freeze.model -> head2.model',
    'head2.model -> train2.model',
    'split.data -> train2.data',
  ]);
