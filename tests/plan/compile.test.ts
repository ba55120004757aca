import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import type { GraphDocument } from '../../src/graph/document';
import { addWire, moveNodes, removeWires, setParam, updateNode } from '../../src/graph/edit';
import { compile } from '../../src/plan/compile';
import type { StepOf } from '../../src/plan/plan';
import { graph, transfer } from './graphs';
import { catalog } from './sample-catalog';

const plan = (document: GraphDocument, targets?: string[]) =>
  compile(document, { registry, catalog, targets });
const ops = (document: GraphDocument, targets?: string[]) =>
  plan(document, targets).steps.map((step) => step.op);
const keys = (document: GraphDocument) => Object.fromEntries(plan(document).steps.map((s) => [s.id, s.key]));
const codes = (document: GraphDocument, node: string) =>
  plan(document).nodes[node]?.problems.map((problem) => problem.code);

describe('compile', () => {
  it('embeds each part once with a frozen backbone, and fits on the features', () => {
    const { steps, blocking } = plan(transfer());
    expect(blocking).toEqual([]);
    expect(steps.map((step) => step.op)).toEqual([
      'load',
      'split',
      'embed',
      'embed',
      'fit',
      'embed',
      'evaluate',
    ]);
    const parts = steps
      .filter((step): step is StepOf<'embed'> => step.op === 'embed')
      .map((s) => s.params.part);
    expect(parts).toEqual(['train', 'val', 'test']);
  });

  it('embeds nothing when nothing is frozen', () => {
    expect(ops(transfer({ freeze: { kind: 'freeze', params: { policy: 'none' } } }))).toEqual([
      'load',
      'split',
      'fit',
      'evaluate',
    ]);
  });

  it('embeds several views of augmented training samples, and one of the others', () => {
    const base = transfer({ augment: { kind: 'augment', params: { views: 4 } } });
    const wired = addWire(
      addWire(base, { node: 'split', port: 'data' }, { node: 'augment', port: 'data' }),
      { node: 'augment', port: 'data' },
      { node: 'train', port: 'data' },
    );
    const embeds = plan(wired).steps.filter((step): step is StepOf<'embed'> => step.op === 'embed');
    expect(embeds.map(({ params }) => [params.part, params.views])).toEqual([
      ['train', 4],
      ['val', 1],
      ['test', 1],
    ]);
  });

  it('evaluates unaugmented data even when the wire comes from Augment', () => {
    const base = transfer({ augment: { kind: 'augment', params: { views: 4 } } });
    const wire = (document: GraphDocument, to: string) =>
      addWire(document, { node: 'augment', port: 'data' }, { node: to, port: 'data' });
    const start = addWire(base, { node: 'split', port: 'data' }, { node: 'augment', port: 'data' });
    const fromSplit = plan(wire(start, 'train'));
    const fromAugment = plan(wire(wire(start, 'train'), 'evaluate'));
    expect(fromAugment.steps.map((step) => step.key)).toEqual(fromSplit.steps.map((step) => step.key));
  });

  it('shares equal steps: three heads on one backbone embed once', () => {
    const document = transfer(
      {
        head2: { kind: 'head', params: { type: 'mlp' } },
        train2: { kind: 'train' },
        evaluate2: { kind: 'evaluate' },
      },
      [
        'freeze.model -> head2.model',
        'head2.model -> train2.model',
        'split.data -> train2.data',
        'train2.trained -> evaluate2.trained',
        'split.data -> evaluate2.data',
      ],
    );
    const ops = plan(document).steps.map((step) => step.op);
    expect(ops.filter((op) => op === 'embed')).toHaveLength(3);
    expect(ops.filter((op) => op === 'fit')).toHaveLength(2);
  });

  it('shares equal work of different nodes', () => {
    const document = transfer({ train2: { kind: 'train' } }, [
      'head.model -> train2.model',
      'split.data -> train2.data',
    ]);
    const fits = plan(document).steps.filter((step) => step.op === 'fit');
    expect(fits).toHaveLength(1);
    expect(fits[0]?.nodes).toEqual(['train', 'train2']);
  });

  it('transfers weights by a wire: the first fit comes before the second embed', () => {
    const document = transfer(
      {
        backbone: { kind: 'small-cnn' },
        freeze: { kind: 'freeze', params: { policy: 'none' } },
        reuse: { kind: 'trained-model' },
        freeze2: { kind: 'freeze' },
        head2: { kind: 'head' },
        train2: { kind: 'train' },
      },
      [
        'train.trained -> reuse.trained',
        'reuse.model -> freeze2.model',
        'freeze2.model -> head2.model',
        'head2.model -> train2.model',
        'split.data -> train2.data',
      ],
    );
    const { steps, blocking } = plan(document);
    expect(blocking).toEqual([]);
    const embed = steps.find((step) => step.op === 'embed');
    expect(steps.find((step) => step.id === embed?.inputs.origin)?.op).toBe('fit');
  });

  it('runs only what a node needs', () => {
    expect(ops(transfer(), ['split'])).toEqual(['load', 'split']);
    expect(ops(transfer(), ['train'])).toEqual(['load', 'split', 'embed', 'embed', 'fit']);
  });

  it('names the step whose result each node shows', () => {
    const { nodes, steps } = plan(transfer());
    const opOf = (node: string) => steps.find((step) => step.id === nodes[node]?.resultStep)?.op;
    expect(['data', 'split', 'backbone', 'train', 'evaluate'].map(opOf)).toEqual([
      'load',
      'split',
      'embed',
      'fit',
      'evaluate',
    ]);
  });

  it('gives the same keys wherever nodes stand and whatever they are called', () => {
    const document = transfer();
    const moved = moveNodes(document, new Map([['train', { x: 999, y: -5 }]]));
    const renamed = updateNode(moved, 'train', (node) => ({ ...node, label: 'My training' }));
    expect(keys(renamed)).toEqual(keys(document));
  });

  it('changes only the keys behind a change', () => {
    const document = transfer();
    const before = plan(document).steps;
    const after = plan(setParam(document, 'head', 'dropout', 0.3)).steps;
    const changed = after.filter((step, index) => step.key !== before[index]?.key).map((step) => step.op);
    expect(changed).toEqual(['fit', 'evaluate']);
    const recut = plan(setParam(document, 'backbone', 'cut', 'b1')).steps;
    expect(recut.filter((step, index) => step.key !== before[index]?.key).map((step) => step.op)).toEqual([
      'embed',
      'embed',
      'fit',
      'embed',
      'evaluate',
    ]);
  });

  it('says what each pass did, and on each step which one made it so', () => {
    const { passes, steps } = plan(transfer());
    expect(passes.map(({ name }) => name)).toEqual([
      'augmentation',
      'frozen-prefix',
      'cached-views',
      'dead-branches',
      'folding',
      'batch-size',
      'sharing',
    ]);
    for (const { title, summary } of passes) {
      expect(title).toMatch(/^[A-Z]/);
      expect(summary).toMatch(/^.{20,}\.$/);
    }
    const names = new Set(passes.map(({ name }) => name));
    for (const { pass } of steps.flatMap(({ notes }) => notes)) expect(names).toContain(pass);
    expect(plan(removeWires(transfer(), new Set(['wire-4']))).passes).toEqual([]);
  });

  it('says which parameters a step trains and which it only uses', () => {
    const document = transfer({
      freeze: { kind: 'freeze', params: { policy: 'all-but-last', lastBlocks: 1 } },
    });
    const counts = plan(document).steps.map(({ op, cost }) => [op, cost.trainable, cost.frozen]);
    // b1 has 100 parameters; b2 has 200, 32 of them stored statistics; the head 16 × 3 + 3.
    expect(counts).toEqual([
      ['load', 0, 0],
      ['split', 0, 0],
      ['embed', 0, 100],
      ['embed', 0, 100],
      ['fit', 168 + 51, 32],
      ['embed', 0, 100],
      ['evaluate', 0, 200 + 51],
    ]);
  });

  it('warns on the Train node when its batches will not fit', () => {
    const document = transfer({ freeze: { kind: 'freeze', params: { policy: 'none' } } });
    const { nodes, problems, blocking } = compile(document, { registry, catalog, memoryBudget: 10_000 });
    expect(nodes.train?.problems.map(({ code }) => code)).toEqual(['train/memory']);
    expect(problems.map(({ code }) => code)).toEqual(['train/memory']);
    expect(blocking).toEqual([]);
  });

  it('runs what a node without outputs stands for, on the features that a training shares', () => {
    const document = transfer({ finder: { kind: 'rate-finder' } }, [
      'split.data -> finder.data',
      'head.model -> finder.model',
    ]);
    const { steps, nodes } = plan(document);
    const fit = steps.find(({ op }) => op === 'fit');
    const test = steps.find(({ id }) => id === nodes.finder?.resultStep);
    expect(test?.op).toBe('range-test');
    expect(test?.inputs).toEqual({ data: fit?.inputs.data, train: fit?.inputs.train });
    expect(steps.filter(({ op }) => op === 'embed')).toHaveLength(3);
  });

  it('describes a trained body by what it was first built from, however long the chain', () => {
    const link = (from: string, id: string) => ({
      nodes: {
        [`reuse${id}`]: { kind: 'trained-model' },
        [`head${id}`]: { kind: 'head' },
        [`train${id}`]: { kind: 'train' },
      },
      wires: [
        `${from}.trained -> reuse${id}.trained`,
        `reuse${id}.model -> head${id}.model`,
        `head${id}.model -> train${id}.model`,
        `split.data -> train${id}.data`,
      ],
    });
    const [first, second] = [link('train', '2'), link('train2', '3')];
    const document = transfer({ ...first.nodes, ...second.nodes }, [...first.wires, ...second.wires]);
    const last = plan(document).steps.find(({ nodes }) => nodes.includes('train3')) as StepOf<'fit'>;
    const origin = { op: 'backbone', backbone: 'mobilenet-v3-coco', weights: 'w1' };
    expect(last.params.model.body).toEqual({ op: 'trained-body', base: origin });
  });

  it('is deterministic', () => {
    expect(plan(transfer())).toEqual(plan(transfer()));
  });
});

describe('problems sit on the node that causes them', () => {
  it('reports a missing wire on its node only', () => {
    const document = removeWires(transfer(), new Set(['wire-4']));
    expect(codes(document, 'freeze')).toEqual(['wire/missing']);
    expect(codes(document, 'head')).toEqual([]);
    expect(codes(document, 'train')).toEqual([]);
    expect(plan(document).blocking.map((problem) => problem.nodeId)).toEqual(['freeze']);
    expect(plan(document).steps).toEqual([]);
  });

  it('reports a wire of the wrong type', () => {
    const document = addWire(
      transfer(),
      { node: 'backbone', port: 'model' },
      { node: 'split', port: 'data' },
    );
    const [problem] = plan(document).nodes.split?.problems ?? [];
    expect(problem).toMatchObject({ code: 'wire/type', port: 'data', expected: 'data' });
  });

  it('reports every node of a cycle, and none behind it', () => {
    const document = graph(
      {
        a: { kind: 'split' },
        b: { kind: 'augment' },
        c: { kind: 'split' },
      },
      ['a.data -> b.data', 'b.data -> a.data', 'b.data -> c.data'],
    );
    expect(codes(document, 'a')).toContain('graph/cycle');
    expect(codes(document, 'b')).toContain('graph/cycle');
    expect(codes(document, 'c')).not.toContain('graph/cycle');
  });

  it('keeps and reports unknown kinds and kinds from the future', () => {
    const document = transfer({ data: { kind: 'hologram' } });
    expect(codes(document, 'data')).toEqual(['node/unknown-kind']);
    const newer = updateNode(transfer(), 'data', (node) => ({ ...node, kindVersion: 99 }));
    expect(codes(newer, 'data')).toEqual(['node/newer-kind']);
  });

  it('reports parameters with what was expected and received', () => {
    const document = setParam(transfer(), 'train', 'epochs', 0);
    expect(plan(document).nodes.train?.problems[0]).toMatchObject({
      code: 'param/invalid',
      param: 'epochs',
      expected: 'a whole number from 1 to 1000',
      received: '0',
    });
  });

  it('ignores what is wrong with a parameter that has no effect', () => {
    const document = setParam(setParam(transfer(), 'head', 'type', 'linear'), 'head', 'units', -4);
    expect(codes(document, 'head')).toEqual([]);
  });

  it('asks for two classes', () => {
    const document = setParam(transfer(), 'data', 'classes', ['cat']);
    expect(codes(document, 'data')).toEqual(['dataset/one-class']);
    expect(plan(document).blocking.map((problem) => problem.nodeId)).toEqual(['data']);
  });

  it('asks for a head, and for a test part', () => {
    const headless = addWire(transfer(), { node: 'freeze', port: 'model' }, { node: 'train', port: 'model' });
    expect(codes(headless, 'train')).toEqual(['train/no-head']);
    const untested = setParam(transfer(), 'split', 'test', 0);
    expect(codes(untested, 'evaluate')).toEqual(['evaluate/empty-part']);
  });

  it('does not let an unfinished stray node keep the rest from running', () => {
    const document = transfer({ stray: { kind: 'head' } });
    expect(codes(document, 'stray')).toEqual(['wire/missing']);
    expect(plan(document).blocking).toEqual([]);
  });

  it('says so when there is nothing to run', () => {
    const document = graph({ data: { kind: 'dataset' } }, []);
    expect(plan(document).blocking.map((problem) => problem.code)).toEqual(['graph/nothing-to-run']);
  });

  it('does not run a document from the future', () => {
    const document = { ...transfer(), version: 99 };
    expect(plan(document).blocking.map((problem) => problem.code)).toContain('graph/from-the-future');
  });
});
