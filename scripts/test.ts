import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './test/chromium.ts';

/**
 * Runs every check and test and ends with the line `N passed, N failed`: each check counts as one,
 * each test of the suites as one.
 */

interface Totals {
  readonly passed: number;
  readonly failed: number;
}

const reports = mkdtempSync(join(tmpdir(), 'graft-tests-'));

function run(command: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  console.log(`\n> ${command} ${args.join(' ')}`);
  const { status } = spawnSync('npx', ['--no-install', command, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...(process.env.CI && { NO_COLOR: '1' }), ...env },
  });
  return status === 0;
}

const check = (command: string, ...args: string[]): Totals => verdict(run(command, args));
const verdict = (passed: boolean): Totals => (passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** A suite that ends badly without a failed test (a crash, no report) counts as one failure. */
function suite(ok: boolean, count: () => Totals): Totals {
  try {
    const totals = count();
    return ok || totals.failed > 0 ? totals : { ...totals, failed: 1 };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function unitTests(): Totals {
  const file = join(reports, 'vitest.json');
  const ok = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  return suite(ok, () => {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  });
}

function browserTests(): Totals {
  const file = join(reports, 'playwright.json');
  const env = { CHROMIUM_PATH: ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const ok = run('playwright', ['test', '--reporter=list,json'], env);
  return suite(ok, () => {
    const { stats } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
  });
}

const stages: readonly (() => Totals)[] = [
  () => check('biome', 'ci', '.'),
  () => check('tsc', '-p', '.'),
  () => check('tsc', '-p', 'tsconfig.core.json'),
  () => check('tsx', 'scripts/arrows.ts'),
  () => check('knip'),
  unitTests,
  () => check('vite', 'build'),
  browserTests,
];

const total = stages.reduce<Totals>(
  (sum, stage) => {
    const { passed, failed } = stage();
    return { passed: sum.passed + passed, failed: sum.failed + failed };
  },
  { passed: 0, failed: 0 },
);
rmSync(reports, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
