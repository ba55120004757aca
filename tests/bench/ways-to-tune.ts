import { registry } from '../../nodes/registry';
import { applySeed } from '../../src/cli/options';
import type { FitSummary } from '../../src/engine/results';
import { runDocument, startTestBackend } from '../engine/run/world';
import { loadTemplate } from '../templates/load';

/**
 * What the ways to tune reach on the template that compares them (`npm run bench:tuning`): test accuracy
 * over three seeds of everything (split, head, order), trained parameters, and the time of the training.
 */

const SEEDS = [1, 2, 3];
const WAYS = ['frozen', 'last', 'lpft', 'lora', 'bitfit'] as const;

const percent = (share: number): string => (100 * share).toFixed(1);

const backend = await startTestBackend('wasm');
console.log(`Backend: ${backend.label}`);
const shipped = loadTemplate('ways-to-tune');
const runs: { accuracy: number; fit: FitSummary }[][] = [];
for (const seed of SEEDS) {
  const run = await runDocument(applySeed(shipped, registry, seed), { backend });
  runs.push(
    WAYS.map((way) => ({
      accuracy: run.result(`evaluate-${way}`, 'evaluate').report.accuracy,
      fit: run.result(`train-${way}`, 'fit').fit,
    })),
  );
  console.log(
    `seed ${seed}:`,
    runs
      .at(-1)
      ?.map(({ accuracy }) => percent(accuracy))
      .join(', '),
  );
}
console.table(
  WAYS.map((way, index) => {
    const reached = runs.flatMap((run) => run[index] ?? []);
    const accuracies = reached.map(({ accuracy }) => accuracy);
    const mean = accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length;
    return {
      way,
      'trained parameters': reached[0]?.fit.trainableParams,
      ...Object.fromEntries(SEEDS.map((seed, at) => [`seed ${seed} %`, percent(accuracies[at] ?? 0)])),
      'mean %': percent(mean),
      'best epochs': reached.map(({ fit }) => fit.bestEpoch).join(', '),
    };
  }),
);
