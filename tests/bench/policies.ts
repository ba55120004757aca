import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { diskFiles } from '../../src/engine/platform/disk-files';
import { createContentStore } from '../../src/engine/store/content-store';
import type { GraphDocument } from '../../src/graph/document';
import { shippedBackbones, shippedDatasets } from '../../src/plan/shipped/index';
import { runDocument, startTestBackend } from '../engine/run/world';
import { SHIPPED_TARGETS } from '../shipped-targets';
import { type Cell, POLICIES, policyGraph } from './policies/policy-graph';
import { checks, tables } from './policies/report';
import { openResults } from './policies/results';

/**
 * `npm run bench:policies`: every backbone × policy × shipped target at some numbers of images a class, and
 * the table of test accuracies. The whole takes hours; it may be stopped at any time and goes on where it
 * was. `--backbones resnet-mini --targets greek --policies frozen --sizes 5,20 --seeds 1,2 --results file
 * --markdown file`; `--seconds 600` stops after that time, `--seconds 0` only prints what is there.
 */
const { values: options } = parseArgs({
  options: {
    backbones: { type: 'string', default: shippedBackbones.map(({ id }) => id).join(',') },
    targets: { type: 'string', default: SHIPPED_TARGETS.map(({ name }) => name).join(',') },
    policies: { type: 'string', default: POLICIES.join(',') },
    sizes: { type: 'string', default: '5,20,100' },
    seeds: { type: 'string', default: '1,2,3,4,5' },
    results: { type: 'string', default: 'docs/policies.json' },
    markdown: { type: 'string' },
    seconds: { type: 'string' },
  },
});

const chosen = <T extends string>(option: string, known: readonly T[]): T[] =>
  option.split(',').map((name) => {
    const found = known.find((each) => each === name);
    if (found === undefined) throw new Error(`There is no "${name}". Expected some of ${known.join(', ')}.`);
    return found;
  });

const numbers = (option: string): number[] =>
  option.split(',').map((text) => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 1)
      throw new Error(`"${text}" is no whole number from 1 on, in ${option}.`);
    return number;
  });

/** Cells of one seed and size follow each other, so that a bench that is stopped leaves whole comparisons. */
function* cells(): Generator<Cell> {
  const backbones = chosen(
    options.backbones,
    shippedBackbones.map(({ id }) => id),
  );
  const targets = chosen(
    options.targets,
    SHIPPED_TARGETS.map(({ name }) => name),
  );
  const policies = chosen(options.policies, POLICIES);
  for (const seed of numbers(options.seeds)) {
    for (const perClass of numbers(options.sizes)) {
      for (const backbone of backbones) {
        for (const target of SHIPPED_TARGETS.filter(({ name }) => targets.includes(name))) {
          for (const policy of policies) yield { backbone, target, policy, perClass, seed };
        }
      }
    }
  }
}

/** Graph and weights: what a result depends on, but for the engine's own code. */
function recipeOf(document: GraphDocument, backbone: string): string {
  const weights = shippedBackbones.find(({ id }) => id === backbone)?.weights;
  return createHash('sha256')
    .update(JSON.stringify([document, weights, shippedDatasets.map(({ id }) => id)]))
    .digest('hex')
    .slice(0, 12);
}

const backend = await startTestBackend('wasm');
const cache = 'node_modules/.cache/graft-policies';
mkdirSync(cache, { recursive: true });
mkdirSync(dirname(options.results), { recursive: true });
const content = createContentStore(diskFiles(cache), { budgetBytes: 2 ** 30 });
const results = openResults(options.results);
const until = options.seconds === undefined ? Number.POSITIVE_INFINITY : 1000 * Number(options.seconds);
const begun = performance.now();

for (const cell of cells()) {
  if (performance.now() - begun >= until) break;
  const { backbone, target, policy, perClass, seed } = cell;
  const place = { backbone, target: target.name, policy, perClass, seed };
  const document = policyGraph(cell);
  const recipe = recipeOf(document, backbone);
  if (results.has(place, recipe)) continue;
  const started = performance.now();
  const run = await runDocument(document, { backend, content });
  const { report } = run.result('evaluate', 'evaluate');
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  results.add({ ...place, recipe, accuracy: report.accuracy, testImages: report.samples, seconds });
  console.log(
    `${backbone} · ${target.name} · ${policy} · ${perClass} a class · seed ${seed}: ${(100 * report.accuracy).toFixed(1)} % in ${seconds} s`,
  );
}

const text = [tables(results.all()), '', ...checks(results.all()).map((line) => `- ${line}`)].join('\n');
console.log(`\n${text}`);
if (options.markdown !== undefined) writeFileSync(options.markdown, `${text}\n`);
process.exit();
