import { registry } from '../../nodes/registry';
import { applySeed } from '../../src/cli/options';
import type { BackendInfo } from '../../src/engine/events';
import type { GraphDocument } from '../../src/graph/document';
import { runDocument, startTestBackend } from '../engine/run/world';
import { fromScratch } from '../templates/from-scratch';
import { loadTemplate } from '../templates/load';

/**
 * What the templates reach (`npm run bench:transfer`): transfer against the same graph from scratch at twenty
 * images a class over five seeds, and Keras's mnist_transfer_cnn on the shipped digits.
 */

const SEEDS = [1, 2, 3, 4, 5];
/** What Keras reports after five epochs on the whole MNIST, in percent. */
const KERAS = { 'evaluate-low': 99.8, 'evaluate-high': 99.2 } as const;

const percent = (share: number): number => Math.round(1000 * share) / 10;

async function accuracies(
  document: GraphDocument,
  backend: BackendInfo,
  nodes: readonly string[],
): Promise<number[]> {
  const run = await runDocument(document, { backend });
  return nodes.map((node) => percent(run.result(node, 'evaluate').report.accuracy));
}

async function transferAgainstScratch(backend: BackendInfo) {
  const shipped = loadTemplate('first-transfer');
  const rows = [];
  for (const seed of SEEDS) {
    const seeded = (document: GraphDocument) => applySeed(document, registry, seed);
    const [transfer = 0] = await accuracies(seeded(shipped), backend, ['evaluate']);
    const [scratch = 0] = await accuracies(seeded(fromScratch(shipped)), backend, ['evaluate']);
    rows.push({
      seed,
      'transfer %': transfer,
      'scratch %': scratch,
      points: Math.round(10 * (transfer - scratch)) / 10,
    });
  }
  return rows;
}

async function digits(backend: BackendInfo) {
  const nodes = Object.keys(KERAS) as (keyof typeof KERAS)[];
  const reached = await accuracies(loadTemplate('digits-0-4-to-5-9'), backend, nodes);
  return nodes.map((node, index) => ({
    node,
    'reached %': reached[index],
    'Keras %': KERAS[node],
    points: Math.round(10 * ((reached[index] ?? 0) - KERAS[node])) / 10,
  }));
}

const backend = await startTestBackend('wasm');
console.log(`Backend: ${backend.label}`);
console.log('first-transfer, test accuracy at twenty images a class');
console.table(await transferAgainstScratch(backend));
console.log('digits-0-4-to-5-9, test accuracy');
console.table(await digits(backend));
