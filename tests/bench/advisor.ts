import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../../src/cli/cache';
import { formatTable } from '../../src/cli/table';
import { diskFiles } from '../../src/engine/platform/disk-files';
import { createContentStore } from '../../src/engine/store/content-store';
import { catalogWith } from '../../src/plan/shipped/catalog';
import { startTestBackend } from '../engine/run/world';
import { SHIPPED_TARGETS, type ShippedTarget } from '../shipped-targets';
import { lossOfFirst, RANKINGS, type Ranking, tauOf, warnings } from './advisor/agreement';
import { type Measured, measureTarget } from './advisor/measure';

/**
 * `npm run bench:advisor`: how well the Advisor's ranking foretells what is really reached. For every shipped
 * target it ranks all shipped backbones and cuts, then trains a linear head on the frozen features of each
 * and compares by Kendall's τ. Features and trainings are kept, so a second run prints in seconds.
 */

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    backbone: { type: 'string', multiple: true, default: [] },
    cuts: { type: 'string', default: 'few' },
    'per-class': { type: 'string', default: '20' },
    images: { type: 'string', default: '300' },
    seeds: { type: 'string', default: '1' },
    cache: { type: 'string' },
    json: { type: 'string', default: 'test-results/bench-advisor.json' },
  },
});

const CACHE_BYTES = 8 * 2 ** 30;
const catalog = catalogWith(new Map());
const seeds = Array.from({ length: Number(options.seeds) }, (_, index) => index + 1);
const folder = cacheFolder(options.cache ?? true, process.env);

function classesOf({ dataset: { source, classes, labels, domains } }: ShippedTarget): number {
  const summary = catalog.dataset(String(source));
  const chosen = labels === 'domains' ? (domains ?? summary?.domains) : classes;
  if (Array.isArray(chosen)) return chosen.length;
  if (!Array.isArray(domains)) return summary?.classes.length ?? 1;
  const kept = new Set(domains.map((name) => summary?.domains.indexOf(String(name))));
  const cells = summary?.cells.filter(({ domain }) => kept.has(domain)) ?? [];
  return new Set(cells.map((cell) => cell.class)).size;
}

const backend = await startTestBackend('wasm');
const content =
  folder === undefined ? undefined : createContentStore(diskFiles(folder), { budgetBytes: CACHE_BYTES });
console.log(`Backend: ${backend.label}. Results are kept in ${folder ?? 'memory'}.`);
const measured: Measured[] = [];
for (const target of SHIPPED_TARGETS.filter(({ name }) => options.only?.includes(name) ?? true)) {
  const amount = {
    perClass: Number(options['per-class']),
    images: Number(options.images),
    classes: classesOf(target),
  };
  const { cuts, backbone: backbones } = options;
  const one = await measureTarget(target, { backend, content, amount, cuts, backbones, seeds });
  measured.push(one);
  console.log(`\n${target.name}: ${target.what}`);
  console.log(candidateTable(one));
}

function candidateTable({ advice, reached, scratch }: Measured): string {
  const digits = (value: number | undefined): string => value?.toFixed(3) ?? '';
  const rows = advice.candidates.map(({ label, cutLabel, scores, beatsScratch, group }, place) => [
    String(group),
    label,
    cutLabel,
    digits(reached[place]),
    ...RANKINGS.slice(1).map((score) => digits(scores[score as Exclude<Ranking, 'ranking'>])),
    digits(beatsScratch),
  ]);
  const columns = ['group', 'backbone', 'cut', 'reached', ...RANKINGS.slice(1), 'beats scratch'];
  const table = formatTable(
    columns.map((title, place) => ({ title, right: place > 2 || place === 0 })),
    rows,
  );
  return `${table}\nFrom scratch ${digits(scratch)}; as the Advisor foretells it: ${digits(advice.scratch)}.`;
}

const numbers = measured.map((one) => RANKINGS.map((ranking) => tauOf(one, ranking)));
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const means = RANKINGS.map((_, column) => {
  const known = numbers.flatMap((row) => row[column] ?? []);
  return known.length > 0 ? mean(known) : undefined;
});
const tau = (value: number | undefined): string => value?.toFixed(2) ?? '–';
console.log(
  `\nKendall's τ between ranking and accuracy reached (${options['per-class']} images a class, ${seeds.length} seeds)`,
);
console.log(
  formatTable(
    ['target', 'candidates', ...RANKINGS, 'lost by the first', 'warned right', 'needlessly', 'missed'].map(
      (title, place) => ({ title, right: place > 0 }),
    ),
    [
      ...measured.map((one, row) => {
        const { right, needless, missed } = warnings(one);
        return [
          one.target,
          String(one.reached.length),
          ...(numbers[row] ?? []).map(tau),
          `${(100 * lossOfFirst(one)).toFixed(1)} points`,
          ...[right, needless, missed].map(String),
        ];
      }),
      ['mean', '', ...means.map(tau), `${(100 * mean(measured.map(lossOfFirst))).toFixed(1)} points`],
    ],
  ),
);
await mkdir(dirname(options.json), { recursive: true });
await writeFile(options.json, `${JSON.stringify(measured, null, 2)}\n`);
console.log(`Written to ${options.json}.`);
