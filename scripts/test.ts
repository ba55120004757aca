import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSONReport } from '@playwright/test/reporter';
import { ensureChromium } from './test/chromium.ts';
import { flakyTests } from './test/flaky.ts';

/**
 * Runs every check and test and ends with the line `N passed, N failed`: each check counts as one,
 * each test of the suites as one.
 */

interface Totals {
  readonly passed: number;
  readonly failed: number;
}

const reports = mkdtempSync(join(tmpdir(), 'graft-tests-'));

interface Options {
  readonly env?: Record<string, string>;
  /** Shown when it has ended, so that what runs beside it does not mix with it. */
  readonly held?: boolean;
}

function run(
  command: string,
  args: readonly string[],
  { env = {}, held = false }: Options = {},
): Promise<boolean> {
  const title = `\n> ${command} ${args.join(' ')}\n`;
  if (!held) process.stdout.write(title);
  return new Promise((resolve, reject) => {
    const child = spawn('npx', ['--no-install', command, ...args], {
      stdio: held ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...(process.env.CI && { NO_COLOR: '1' }), ...env },
    });
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => output.push(part));
    child.on('error', reject);
    child.on('close', (status) => {
      if (held) process.stdout.write(`${title}${Buffer.concat(output)}`);
      resolve(status === 0);
    });
  });
}

/** What needs nothing of each other, as many at a time as there are processors. */
async function checks(commands: readonly string[]): Promise<Totals> {
  const left = [...commands];
  const totals = { passed: 0, failed: 0 };
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [command = '', ...args] = next.split(' ');
      totals[(await run(command, args, { held: true })) ? 'passed' : 'failed']++;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return totals;
}

/** Tests that passed only when they were tried again. */
const flaky: string[] = [];

/** A suite that ends badly without a failed test (a crash, no report) counts as one failure. */
function suite(ok: boolean, count: () => Totals): Totals {
  try {
    const totals = count();
    return ok || totals.failed > 0 ? totals : { ...totals, failed: 1 };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

async function unitTests(): Promise<Totals> {
  const file = join(reports, 'vitest.json');
  const ok = await run('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  return suite(ok, () => {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  });
}

async function browserTests(): Promise<Totals> {
  const file = join(reports, 'playwright.json');
  const env = {
    CHROMIUM_PATH: ensureChromium(),
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    TEST_BUILD: BUILD,
  };
  const ok = await run('playwright', ['test', '--reporter=list,json'], { env });
  return suite(ok, () => {
    const report: JSONReport = JSON.parse(readFileSync(file, 'utf8'));
    flaky.push(...flakyTests(report));
    const { expected, unexpected, flaky: triedAgain } = report.stats;
    return { passed: expected + triedAgain, failed: unexpected };
  });
}

/** What the build check leaves is what the browser tests open. */
const BUILD = join(reports, 'build');
const CHECKS: readonly string[] = [
  'tsc -p .',
  'tsc -p tsconfig.core.json',
  `vite build --outDir ${BUILD}`,
  'knip',
  'biome ci .',
  'tsx scripts/arrows.ts',
];
const stages: readonly (() => Promise<Totals>)[] = [() => checks(CHECKS), unitTests, browserTests];

const total = { passed: 0, failed: 0 };
for (const stage of stages) {
  const { passed, failed } = await stage();
  total.passed += passed;
  total.failed += failed;
}
rmSync(reports, { recursive: true, force: true });
for (const name of flaky) console.log(`\nFlaky, passed only when tried again: ${name}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
