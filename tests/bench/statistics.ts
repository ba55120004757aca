import { parseArgs } from 'node:util';
import { formatTable } from '../../src/cli/table';
import { runDocument, startTestBackend } from '../engine/run/world';
import { graph } from '../plan/graphs';
import { SHIPPED_TARGETS, type ShippedTarget } from '../shipped-targets';

/**
 * `npm run bench:statistics`: what re-estimating batch norm's statistics on the target does to a frozen backbone
 * under a new linear head: test accuracy on the shipped targets, mean over three seeds, and how far it moved them.
 */

const { values: options } = parseArgs({
  options: {
    backbone: { type: 'string', multiple: true, default: ['resnet-mini', 'vgg-mini', 'inception-mini'] },
    only: { type: 'string', multiple: true },
    'per-class': { type: 'string', default: '20' },
  },
});
const SEEDS = [1, 2, 3];
const WHOSE = ['source', 'target'] as const;
/** Images of a class, all parts together. */
const IMAGES = 60;
const TEST_SHARE = 0.5;

function compared({ dataset, split }: ShippedTarget, backbone: string) {
  const nodes: Record<string, Parameters<typeof graph>[0][string]> = {};
  const wires: string[] = [];
  for (const seed of SEEDS) {
    nodes[`data-${seed}`] = { kind: 'dataset', params: { ...dataset, limitPerClass: IMAGES, seed } };
    const trainPerClass = Number(options['per-class']);
    nodes[`split-${seed}`] = {
      kind: 'split',
      params: { val: 0, test: TEST_SHARE, bySource: split.bySource, trainPerClass, seed },
    };
    wires.push(`data-${seed}.data -> split-${seed}.data`);
    for (const statistics of WHOSE) {
      const id = `${statistics}-${seed}`;
      nodes[`backbone-${id}`] = { kind: 'backbone', params: { backbone } };
      nodes[`freeze-${id}`] = { kind: 'freeze', params: { statistics } };
      nodes[`head-${id}`] = { kind: 'head', params: { type: 'linear', batchNorm: true } };
      const train = { epochs: 30, batchSize: 32, learningRate: 0.01, seed };
      nodes[`train-${id}`] = { kind: 'train', params: train };
      nodes[`evaluate-${id}`] = { kind: 'evaluate', params: { part: 'test' } };
      wires.push(
        `backbone-${id}.model -> freeze-${id}.model`,
        `freeze-${id}.model -> head-${id}.model`,
        `head-${id}.model -> train-${id}.model`,
        `split-${seed}.data -> train-${id}.data`,
        `train-${id}.trained -> evaluate-${id}.trained`,
        `split-${seed}.data -> evaluate-${id}.data`,
      );
    }
  }
  return graph(nodes, wires);
}

const backend = await startTestBackend('wasm');
const mean = (of: (seed: number) => number): number =>
  SEEDS.reduce((sum, seed) => sum + of(seed), 0) / SEEDS.length;
const rows: string[][] = [];
for (const backbone of options.backbone) {
  for (const target of SHIPPED_TARGETS.filter(({ name }) => options.only?.includes(name) ?? true)) {
    const run = await runDocument(compared(target, backbone), { backend });
    const [source = 0, adapted = 0] = WHOSE.map((whose) =>
      mean((seed) => 100 * run.result(`evaluate-${whose}-${seed}`, 'evaluate').report.accuracy),
    );
    const shift = mean((seed) => run.result(`freeze-target-${seed}`, 're-estimate').statistics.shift);
    const numbers = [source, adapted, adapted - source].map((value) => value.toFixed(1));
    rows.push([backbone, target.name, ...numbers, shift.toFixed(2)]);
    console.log(rows.at(-1)?.join('  '));
  }
}
const columns = ['backbone', 'target', 'as stored', 're-estimated', 'difference', 'moved by σ'];
console.log(
  formatTable(
    columns.map((title, place) => ({ title, right: place > 1 })),
    rows,
  ),
);
