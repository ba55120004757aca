import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { rounded } from './paired';
import { type Measured, type Row, reaches } from './row';
import { rows } from './rows';

/**
 * `npm run bench -- --only head-training --runs 9 --json file`: measures every row, prints a table and
 * writes a JSON file. Fails when a row misses its target, so that it can guard a change. A bare word, as in
 * `npm run bench -- editor`, takes the rows of that group.
 */

type Outcome = { readonly row: Row; readonly load: number } & (
  | { readonly status: 'measured'; readonly measured: Measured; readonly reached: boolean }
  | { readonly status: 'skipped' | 'failed'; readonly why: string }
);

const { values: options, positionals: groups } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true },
    runs: { type: 'string', default: '5' },
    json: { type: 'string', default: 'test-results/bench.json' },
  },
});

const runs = Number(options.runs);
if (!Number.isInteger(runs) || runs < 1)
  throw new Error(`--runs takes a whole number. Received ${options.runs}.`);
const names = rows.map(({ name }) => name);
for (const name of options.only ?? []) {
  if (!names.includes(name))
    throw new Error(`There is no row "${name}". Expected one of ${names.join(', ')}.`);
}

const knownGroups = new Set<string | undefined>(rows.map(({ group }) => group));
for (const group of groups) {
  if (!knownGroups.has(group)) throw new Error(`There is no group "${group}" of rows.`);
}

const outcomes: Outcome[] = [];
const isWanted = ({ name, group = '' }: Row) =>
  (options.only?.includes(name) ?? true) && (groups.length === 0 || groups.includes(group));
for (const row of rows.filter(isWanted)) {
  console.log(`\n${row.name}: ${row.what}`);
  const outcome = await outcomeOf(row);
  outcomes.push(outcome);
  console.log(`  ${summaryOf(outcome)}`);
  console.log(`  programs that wanted a processor: ${rounded(outcome.load)} for ${cpus().length}`);
  if (outcome.status !== 'measured') continue;
  for (const [key, value] of Object.entries(outcome.measured.detail)) console.log(`  ${key}: ${value}`);
}

console.log();
console.table(
  Object.fromEntries(
    outcomes.map((outcome) => [
      outcome.row.name,
      { 'must reach': targetOf(outcome.row), result: firstLine(summaryOf(outcome)) },
    ]),
  ),
);
await mkdir(dirname(options.json), { recursive: true });
await writeFile(options.json, `${JSON.stringify(report(), null, 2)}\n`);
console.log(`Written to ${options.json}.`);
if (outcomes.some((outcome) => outcome.status === 'failed' || missed(outcome))) process.exitCode = 1;
// Rows leave workers and child processes of the backends behind.
process.exit();

async function outcomeOf(row: Row): Promise<Outcome> {
  const why = await row.skip?.();
  if (why !== undefined) return { row, status: 'skipped', why, load: load() };
  try {
    const measured = await row.measure({ runs });
    return { row, status: 'measured', measured, reached: reaches(measured.value, row.target), load: load() };
  } catch (error) {
    return {
      row,
      status: 'failed',
      load: load(),
      why: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

/** The mean of the last minute: above the number of processors, times say more about the machine than about us. */
function load(): number {
  return loadavg()[0] ?? 0;
}

function missed(outcome: Outcome): boolean {
  return outcome.status === 'measured' && !outcome.reached;
}

function targetOf({ target }: Row): string {
  return target.kind === 'at most' ? `≤ ${target.value}` : `${target.value}`;
}

function summaryOf(outcome: Outcome): string {
  if (outcome.status !== 'measured') return `${outcome.status}: ${outcome.why}`;
  const { value, unit } = outcome.measured;
  return `${rounded(value)}${unit ? ` ${unit}` : ''} ${outcome.reached ? '✓' : '✗ missed'}`;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function report() {
  return {
    machine: { processor: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length, node: process.version },
    runs,
    rows: outcomes.map(({ row, ...outcome }) => ({
      name: row.name,
      what: row.what,
      target: row.target,
      ...outcome,
    })),
  };
}
