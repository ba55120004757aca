import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { type ExportFormat, exportModel } from '../engine/library/export/export-model';
import { openEngine } from './engine';
import { BadInput, EXIT } from './failure';
import { type ImportOptions, importModel } from './import-model';
import { modelNamed, modelsFolder, openLibrary } from './library';
import { formatTable } from './table';

interface FolderOption {
  readonly models?: string;
}

const libraryOf = ({ models }: FolderOption) => openLibrary(modelsFolder(models, process.env));

/** `graft models …`: the library of the user's own models. */
export function addModelsCommand(program: Command, finish: (code: number) => void): void {
  const models = program
    .command('models')
    .description('list, import, export and remove models of your own, to use as backbones')
    .exitOverride();
  const command = (name: string, about: string): Command =>
    models
      .command(name)
      .description(about)
      .exitOverride()
      .option(
        '--models <folder>',
        'where your models are kept (default: $GRAFT_MODELS, else the user’s data folder)',
      );

  command('list', 'print the models of the library and where they come from')
    .option('--json', 'as JSON')
    .action(async (options) => finish(await list(options)));
  command('import', 'read weights and keep them')
    .argument('<from>', 'a file (.safetensors, model.json, .h5, .keras), an address or a Hugging Face id')
    .option('--name <name>', 'what the model is called')
    .option('--partial', 'load what fits, with random weights for the rest')
    .option('--architecture <id>', 'read it as this architecture, e.g. resnet18')
    .option('--checksum <sha256>', 'refuse a file with another checksum')
    .action(async (from, options) => finish(await importInto(from, options)));
  command('export', 'write a model as a file to take along')
    .argument('<model>', 'its id or name')
    .addOption(new Option('--format <name>').choices(['safetensors', 'tfjs']).default('safetensors'))
    .option('--out <file>', 'where to (default: its name, in this folder)')
    .action(async (model, options) => finish(await exportTo(model, options)));
  command('remove', 'remove a model from this machine')
    .argument('<model>', 'its id or name')
    .action(async (model, options) => finish(await remove(model, options)));
}

async function list(options: FolderOption & { readonly json?: boolean }): Promise<number> {
  const { models, damaged } = await libraryOf(options).list();
  if (options.json) {
    console.log(JSON.stringify({ models, damaged }, null, 2));
    return EXIT.done;
  }
  if (models.length > 0) {
    const columns = [
      { title: 'id' },
      { title: 'name' },
      { title: 'MB', right: true },
      { title: 'family' },
      { title: 'from' },
    ];
    console.log(
      formatTable(
        columns,
        models.map(({ info, provenance, bytes }) => [
          info.id,
          info.label,
          (bytes / 1e6).toFixed(1),
          info.family,
          provenance.kind === 'trained' ? `trained: ${info.sourceTask}` : provenance.origin,
        ]),
      ),
    );
  } else if (damaged.length === 0) console.log('There are no models of your own yet.');
  for (const { id, label } of damaged)
    console.log(`${id} (${label}) is damaged: remove it and import it again.`);
  return EXIT.done;
}

async function importInto(from: string, options: FolderOption & ImportOptions): Promise<number> {
  const folder = modelsFolder(options.models, process.env);
  const { models: _, ...wanted } = options;
  const engine = await openEngine(new Map(), { preference: 'auto', cacheDir: undefined, modelsDir: folder });
  const { info } = await importModel(from, wanted, openLibrary(folder), engine.platform);
  console.log(`${info.id} ${info.label}`);
  return EXIT.done;
}

async function exportTo(
  name: string,
  options: FolderOption & { readonly format: ExportFormat; readonly out?: string },
): Promise<number> {
  const library = libraryOf(options);
  const { info } = await modelNamed(library, name);
  const model = await library.get(info.id);
  if (!model) throw new BadInput(`The model "${name}" was removed a moment ago.`);
  const file = await exportModel(model, options.format);
  const path = options.out ?? join(process.cwd(), file.name);
  if (options.out === undefined && existsSync(path)) {
    throw new BadInput(`${path} is already there. Choose another place with --out.`);
  }
  writeFileSync(path, file.bytes);
  console.log(path);
  return EXIT.done;
}

async function remove(name: string, options: FolderOption): Promise<number> {
  const library = libraryOf(options);
  const { damaged } = await library.list();
  const id = damaged.find((entry) => entry.id === name)?.id ?? (await modelNamed(library, name)).info.id;
  await library.remove(id);
  console.log(`${id} was removed.`);
  return EXIT.done;
}
