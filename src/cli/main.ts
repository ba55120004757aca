import { writeFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { BackendName } from '../engine/events';
import { hasErrors } from '../graph/problem';
import { correct } from '../plan/estimate-correct';
import { cacheFolder } from './cache';
import { type HeadlessOptions, openEngine } from './engine';
import { BadInput, EXIT, formatProblems } from './failure';
import { foresee } from './foresee';
import { modelsFolder } from './library';
import { addModelsCommand } from './models-command';
import { planJson, planTable } from './plan-table';
import { type GraphOptions, prepare } from './prepare';
import { printProgress } from './progress';
import { buildReport, measuredSteps } from './report';
import { runHeadless } from './run-headless';
import { rememberSpeed } from './speeds';
import { summarize } from './summary';
import { timingTable } from './timings';

interface EngineOptions {
  readonly backend: BackendName | 'auto';
  /** False with `--no-cache`, true without either option. */
  readonly cache: string | boolean;
}

async function run(
  file: string,
  options: GraphOptions & EngineOptions & { readonly report?: string },
): Promise<number> {
  const { document, plan, datasets } = await prepare(file, options);
  if (hasErrors(plan.blocking)) throw new BadInput(plan.blocking);
  const where = headlessOptions(options);
  const engine = await openEngine(datasets, where);
  const { estimate, speed } = await foresee(plan, engine, where.cacheDir);
  const events = await runHeadless(plan, engine, printProgress(process.stderr));
  const report = buildReport(document.title, options.seed ?? null, plan, events, estimate);
  rememberSpeed(where.cacheDir, engine.backend.label, correct(speed, plan, measuredSteps(report, events)));
  if (options.report !== undefined) writeFileSync(options.report, `${JSON.stringify(report, null, 2)}\n`);
  console.log([summarize(document, report), timingTable(report)].filter(Boolean).join('\n\n'));
  return report.status === 'done' ? EXIT.done : EXIT.runFailed;
}

async function validate(file: string, options: GraphOptions): Promise<number> {
  const { plan } = await prepare(file, options);
  if (plan.problems.length > 0) console.log(formatProblems(plan.problems));
  if (hasErrors(plan.problems)) return EXIT.badInput;
  console.log(`${file} is valid: ${plan.steps.length} steps.`);
  return EXIT.done;
}

async function showPlan(
  file: string,
  options: GraphOptions & EngineOptions & { readonly json?: boolean },
): Promise<number> {
  const { plan, datasets } = await prepare(file, options);
  if (hasErrors(plan.blocking)) throw new BadInput(plan.blocking);
  const where = headlessOptions(options);
  const foresight = await foresee(plan, await openEngine(datasets, where), where.cacheDir);
  console.log(options.json ? JSON.stringify(planJson(plan, foresight), null, 2) : planTable(plan, foresight));
  return EXIT.done;
}

const headlessOptions = ({ backend, cache, models }: EngineOptions & GraphOptions): HeadlessOptions => ({
  preference: backend,
  cacheDir: cacheFolder(cache, process.env),
  modelsDir: modelsFolder(models, process.env),
});

function parseSeed(text: string): number {
  const seed = Number(text);
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 31) {
    throw new InvalidArgumentError('Expected a whole number from 0 to 2147483647.');
  }
  return seed;
}

const collect = (value: string, all: readonly string[]): string[] => [...all, value];

function createProgram(finish: (code: number) => void): Command {
  const program = new Command('graft').description('Run transfer-learning graphs without a browser.');
  program.exitOverride();
  const graphCommand = (name: string, about: string): Command =>
    program
      .command(name)
      .description(about)
      .exitOverride()
      .argument('<file>', 'a graph file, e.g. templates/first-transfer.json')
      .option('--seed <n>', 'use this seed in every node', parseSeed)
      .option('--set <node.param=value>', 'change a parameter (repeatable)', collect, [])
      .option(
        '--data <node=path>',
        'use a folder or zip of images, one folder a class (repeatable)',
        collect,
        [],
      )
      .option(
        '--backbone <node=model>',
        'use this network: a model of yours, a weights file, an address or a Hugging Face id (repeatable)',
        collect,
        [],
      )
      .option(
        '--models <folder>',
        'where your models are kept (default: $GRAFT_MODELS, else the user’s data folder)',
      );

  const engineCommand = (name: string, about: string): Command =>
    graphCommand(name, about)
      .addOption(
        new Option('--backend <name>', 'where to compute')
          .choices(['auto', 'webgpu', 'wasm', 'cpu'])
          .default('auto'),
      )
      .option(
        '--cache <folder>',
        'where results are kept (default: $GRAFT_CACHE, else the user’s cache folder)',
      )
      .option('--no-cache', 'compute everything, and keep nothing');

  engineCommand('run', 'run a graph and print what it measured')
    .option('--report <file>', 'write all results to a JSON file')
    .action(async (file, options) => finish(await run(file, options)));
  graphCommand('validate', 'check a graph and print its problems').action(async (file, options) =>
    finish(await validate(file, options)),
  );
  engineCommand('plan', 'print the steps a graph compiles to, what they cost and how long a run would take')
    .option('--json', 'as JSON')
    .action(async (file, options) => finish(await showPlan(file, options)));
  addModelsCommand(program, finish);
  return program;
}

async function main(): Promise<number> {
  let code: number = EXIT.done;
  try {
    await createProgram((result) => {
      code = result;
    }).parseAsync();
    return code;
  } catch (error) {
    // Commander has printed its message; --help counts as success.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
    if (error instanceof BadInput) {
      console.error(error.message);
      return EXIT.badInput;
    }
    console.error(error instanceof Error ? error.message : String(error));
    return EXIT.runFailed;
  }
}

process.exitCode = await main();
