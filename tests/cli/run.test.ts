import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/cli/report';
import type { GraphDocument } from '../../src/graph/document';
import { formatDocument } from '../../src/graph/parse';
import { graph, transfer } from '../plan/graphs';
import { graft, graftUntil, twoShades, writeFolder } from './cli';

const folder = mkdtempSync(join(tmpdir(), 'graft-cli-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const NODES = {
  data: { kind: 'dataset', params: { source: 'digits', classes: ['0', '1'], limitPerClass: 20 } },
  split: { kind: 'split' },
  cnn: { kind: 'small-cnn', params: { inputSize: 16, blocks: 1, filters: 4 } },
  head: { kind: 'head' },
  train: { kind: 'train', params: { epochs: 2, batchSize: 8 } },
  evaluate: { kind: 'evaluate' },
};
const WIRES = [
  'data.data -> split.data',
  'split.data -> train.data',
  'split.data -> evaluate.data',
  'cnn.model -> head.model',
  'head.model -> train.model',
  'train.trained -> evaluate.trained',
];

const tiny = (wires: readonly string[] = WIRES): GraphDocument => graph(NODES, wires);
const readReport = (name: string): Report => JSON.parse(readFileSync(at(name), 'utf8'));

beforeAll(async () => {
  writeFileSync(at('tiny.json'), formatDocument(tiny()));
  writeFileSync(at('truncated.json'), formatDocument(tiny()).slice(0, 700));
  const circle = [...WIRES.filter((wire) => !wire.startsWith('cnn.model')), 'head.model -> head.model'];
  writeFileSync(at('cycle.json'), formatDocument(tiny(circle)));
  const files = await twoShades(8);
  writeFolder(at('shades'), files);
  mkdirSync(at('empty'));
  writeFileSync(at('shades.zip'), zipSync(files));
});

describe('graft run', () => {
  it('measures, reports and repeats itself: one seed, one result', async () => {
    const run = (report: string, seed: string) =>
      graft('run', at('tiny.json'), '--seed', seed, '--backend', 'wasm', '--report', at(report));
    const first = await run('first.json', '7');
    expect(first.err).toContain('Backend: WASM');
    expect(first.err).toContain('Run done in');
    expect(first.out).toMatch(/^train: best epoch \d of 2, validation accuracy/m);
    expect(first.out).toMatch(/^evaluate: accuracy .* on 8 test samples/m);
    expect(first.code).toBe(0);

    const report = readReport('first.json');
    expect(report).toMatchObject({ status: 'done', seed: 7, backend: { name: 'wasm' }, problems: [] });
    expect(report.steps.map(({ id, op, node, cached }) => [id, op, node, cached])).toEqual([
      ['1-load', 'load', 'data', false],
      ['2-split', 'split', 'split', false],
      ['3-fit', 'fit', 'train', false],
      ['4-evaluate', 'evaluate', 'evaluate', false],
    ]);
    for (const { key, ms } of report.steps) {
      expect(key).toMatch(/^[0-9a-f]{32,}$/);
      expect(ms).toBeGreaterThanOrEqual(0);
    }
    expect(report.nodes.train).toMatchObject({ op: 'fit', fit: { trainSamples: 24, valSamples: 8 } });
    expect(report.nodes.evaluate).toMatchObject({ op: 'evaluate', report: { samples: 8, part: 'test' } });
    expect(report.environment).toMatchObject({ node: process.version });
    expect(report.ms).toBeGreaterThan(0);

    expect((await run('again.json', '7')).code).toBe(0);
    expect((await run('other.json', '8')).code).toBe(0);
    const measured = (name: string) => readReport(name).nodes;
    expect(measured('again.json')).toEqual(measured('first.json'));
    expect(measured('other.json')).not.toEqual(measured('first.json'));
  });

  it('takes a folder and the zip of it, and learns the same from both', async () => {
    const run = async (path: string, report: string) => {
      const data = ['--data', `data=${at(path)}`, '--set', 'data.classes=[]'];
      const ended = await graft('run', at('tiny.json'), ...data, '--backend', 'cpu', '--report', at(report));
      expect(ended.code, ended.err).toBe(0);
      return readReport(report).nodes;
    };
    const fromFolder = await run('shades', 'folder.json');
    expect(fromFolder.train).toMatchObject({ fit: { classes: ['dark', 'light'], trainSamples: 8 } });
    expect(await run('shades.zip', 'zip.json')).toEqual(fromFolder);
  });

  it('ends with 1 and names node and parameter when the loss diverges; the report says so too', async () => {
    const wild = ['--set', 'train.learningRate=1e6', '--set', 'train.optimizer=sgd'];
    const hidden = ['--set', 'head.type=mlp', '--set', 'train.epochs=10'];
    const ended = await graft(
      'run',
      at('tiny.json'),
      ...wild,
      ...hidden,
      '--backend',
      'cpu',
      '--report',
      at('wild.json'),
    );
    expect(ended.code).toBe(1);
    expect(ended.err).toMatch(/failed 3-fit: .*learning rate/i);
    expect(ended.err).toContain('blocked 4-evaluate: it needs 3-fit');
    const report = readReport('wild.json');
    expect(report.status).toBe('failed');
    expect(report.problems).toMatchObject([{ code: 'fit/diverged', nodeId: 'train', param: 'learningRate' }]);
    // What was finished before stays.
    expect(report.nodes.split).toMatchObject({ op: 'split' });
  });
});

describe('the cache', () => {
  it('a second process computes nothing again; a changed head trains on the stored features; --no-cache does all', async () => {
    const digits = { ...NODES.data, params: { ...NODES.data.params, limitPerClass: 6 } };
    const train = { ...NODES.train, params: { epochs: 1 } };
    const backbone = { kind: 'backbone', params: { cut: '', inputSize: '64' } };
    writeFileSync(at('frozen.json'), formatDocument(transfer({ data: digits, backbone, train })));
    const steps = async (...options: readonly string[]) => {
      const shared = ['--backend', 'wasm', '--report', at('cached.json'), ...options];
      const ended = await graft('run', at('frozen.json'), ...shared);
      expect(ended.code, ended.err).toBe(0);
      const { steps: done, nodes } = readReport('cached.json');
      const computed = done.filter(({ op, cached }) => !cached && op !== 'load' && op !== 'split');
      return { computed: computed.map(({ op }) => op).sort(), nodes };
    };
    const cache = ['--cache', at('cache')];
    const all = ['embed', 'embed', 'embed', 'evaluate', 'fit'];
    const first = await steps(...cache);
    expect(first.computed).toEqual(all);
    expect(await steps(...cache)).toEqual({ computed: [], nodes: first.nodes });
    const changed = await steps(...cache, '--set', 'head.type=mlp');
    expect(changed.computed).toEqual(['evaluate', 'fit']);
    expect((await steps('--no-cache')).computed).toEqual(all);
  });

  it('computes again what was damaged on disk, and stores it whole', async () => {
    const run = async () => {
      const where = ['--backend', 'wasm', '--cache', at('damaged'), '--report', at('damaged.json')];
      const ended = await graft('run', at('tiny.json'), ...where);
      expect(ended.code, ended.err).toBe(0);
      const { steps, nodes } = readReport('damaged.json');
      return { nodes, cached: steps.filter(({ cached }) => cached).map(({ op }) => op) };
    };
    const first = await run();
    const files = readdirSync(at('damaged'), { withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files).toHaveLength(2);
    for (const [place, { name }] of files.entries()) {
      const path = join(at('damaged'), name);
      const bytes = readFileSync(path);
      const middle = bytes.length >> 1;
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      writeFileSync(path, place === 0 ? bytes : bytes.subarray(0, middle));
    }
    expect(await run()).toEqual({ nodes: first.nodes, cached: [] });
    expect(await run()).toEqual({ nodes: first.nodes, cached: ['fit', 'evaluate'] });
  });

  it('goes on without a folder that cannot be written to, and says so', async () => {
    writeFileSync(at('no-folder'), 'a file');
    const where = ['--backend', 'cpu', '--cache', at('no-folder'), '--report', at('uncached.json')];
    const ended = await graft('run', at('tiny.json'), ...where);
    expect(ended.code, ended.err).toBe(0);
    expect(ended.err.match(/warning: Results cannot be stored here/g)).toHaveLength(1);
    expect(readReport('uncached.json').problems).toMatchObject([{ code: 'store/denied' }]);
  });

  it('goes on from the last whole epoch after the process was killed, and learns the same', async () => {
    const longer = ['--set', 'train.epochs=100', '--set', 'train.patience=0', '--backend', 'wasm'];
    const args = (name: string) => [
      ...['run', at('tiny.json'), ...longer],
      ...['--cache', at(name), '--report', at(`${name}.json`)],
    ];
    const hasCheckpoint = () => {
      try {
        return readdirSync(at('killed')).filter((name) => name.startsWith('checkpoint')).length === 2;
      } catch {
        return false;
      }
    };
    await graftUntil(hasCheckpoint, ...args('killed'));
    const resumed = await graft(...args('killed'));
    expect(resumed.code, resumed.err).toBe(0);
    expect(resumed.err).toMatch(/^resumed 3-fit: goes on after \d+ whole epochs?$/m);
    expect((await graft(...args('calm'))).code).toBe(0);
    expect(readReport('killed.json').nodes).toEqual(readReport('calm.json').nodes);
  });
});

describe('bad input ends with 2 and a message that helps', () => {
  it.each([
    ['a truncated file', ['run', 'truncated.json'], 'not complete JSON: it may be cut off'],
    ['a missing file', ['run', 'nowhere.json'], 'nowhere.json: there is no such file'],
    ['a circle of wires', ['validate', 'cycle.json'], 'on a circle of wires'],
    ['an unknown node', ['run', 'tiny.json', '--set', 'trane.epochs=3'], 'no node "trane". It has: data'],
    [
      'a value out of range',
      ['run', 'tiny.json', '--set', 'train.epochs=0'],
      'a whole number from 1 to 1000',
    ],
    ['an unknown backend', ['run', 'tiny.json', '--backend', 'abacus'], 'auto, webgpu, wasm, cpu'],
    ['an empty folder', ['run', 'tiny.json', '--data', `data=${at('empty')}`], 'no image that can be read'],
  ])('%s', async (_name, [command = '', file = '', ...options], message) => {
    const { code, out, err } = await graft(command, at(file), ...options);
    expect(code).toBe(2);
    expect(out + err).toContain(message);
    expect(out + err).not.toMatch(/\n\s+at /);
  });
});

describe('graft validate and plan', () => {
  it('says that a good graph is good', async () => {
    const { code, out } = await graft('validate', at('tiny.json'));
    expect(out).toContain('is valid: 4 steps');
    expect(code).toBe(0);
  });

  it('prints the plan as JSON, settings applied', async () => {
    const { code, out } = await graft('plan', at('tiny.json'), '--json', '--set', 'train.epochs=9');
    const plan = JSON.parse(out);
    expect(plan.steps.map(({ op }: { op: string }) => op)).toEqual(['load', 'split', 'fit', 'evaluate']);
    expect(plan.steps[2].params.options.epochs).toBe(9);
    expect(plan.blocking).toEqual([]);
    expect(plan.run.steps.map(({ need }: { need: string }) => need)).toEqual(['run', 'run', 'run', 'run']);
    expect(plan.run.estimatedMs).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  it('foresees the time of each step, stands by it in the report, and knows what is stored afterwards', async () => {
    const where = ['--backend', 'wasm', '--cache', at('foreseen')] as const;
    const before = await graft('plan', at('tiny.json'), ...where);
    expect(before.code).toBe(0);
    expect(before.out).toMatch(/^step +nodes +gives +trained +frozen +FLOPs +memory +result +time$/m);
    expect(before.out).toMatch(/^1-load +data .* every run /m);
    expect(before.out).toMatch(/^3-fit +train .* to do +(< )?[\d.]+ s$/m);
    expect(before.out).toMatch(/^About .* s on WASM.*; 0 of 4 steps are stored\.$/m);
    expect(before.out).toMatch(/^How this plan was made$/m);

    const run = await graft('run', at('tiny.json'), ...where, '--report', at('foreseen.json'));
    expect(run.out).toMatch(/^step +node +measured +estimated$/m);
    const estimates = readReport('foreseen.json').steps.map(({ op, estimatedMs }) => [op, estimatedMs]);
    expect(estimates.map(([op]) => op)).toEqual(['load', 'split', 'fit', 'evaluate']);
    for (const [, estimate] of estimates.slice(2)) expect(estimate).toBeGreaterThan(0);

    const after = await graft('plan', at('tiny.json'), ...where);
    expect(after.out).toMatch(/^3-fit .* stored +-$/m);
    expect(after.out).toMatch(/2 of 4 steps are stored\.$/m);
  });
});
