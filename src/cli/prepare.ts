import { registry } from '../../nodes/registry';
import type { StoredDataset } from '../engine/platform/platform';
import type { GraphDocument } from '../graph/document';
import { compile } from '../plan/compile';
import type { Plan } from '../plan/plan';
import { catalogWith } from '../plan/shipped/catalog';
import { summarize } from '../plan/shipped/summary';
import { openEngine } from './engine';
import { BadInput } from './failure';
import { importModel } from './import-model';
import { modelsFolder, openLibrary } from './library';
import { loadDataset, loadDocument } from './load';
import { applyBackbone, applyData, applySeed, applySetting, parseAssignment } from './options';

export interface GraphOptions {
  readonly seed?: number;
  readonly set: readonly string[];
  readonly data: readonly string[];
  readonly backbone: readonly string[];
  readonly models?: string;
}

export interface Compiled {
  readonly document: GraphDocument;
  readonly plan: Plan;
  readonly datasets: ReadonlyMap<string, StoredDataset>;
}

/** Reads a graph, applies the options to it and compiles it. */
export async function prepare(file: string, options: GraphOptions): Promise<Compiled> {
  let document = loadDocument(file);
  if (options.seed !== undefined) document = applySeed(document, registry, options.seed);
  const datasets = new Map<string, StoredDataset>();
  for (const option of options.data) {
    const { nodeId, value } = parseAssignment('--data', option, 'FOLDER_OR_ZIP');
    const dataset = await loadDataset(value);
    datasets.set(dataset.index.id, dataset);
    document = applyData(document, registry, nodeId, dataset.index);
  }
  const modelsDir = modelsFolder(options.models, process.env);
  const backbones: { readonly nodeId: string; readonly id: string }[] = [];
  for (const option of options.backbone) {
    const { nodeId, value } = parseAssignment('--backbone', option, 'MODEL');
    backbones.push({ nodeId, id: await backboneId(value, modelsDir) });
  }
  const { models } = await openLibrary(modelsDir).list();
  const catalog = catalogWith(
    new Map([...datasets].map(([id, { index }]) => [id, summarize(index)])),
    new Map(models.map(({ info }) => [info.id, info])),
  );
  for (const { nodeId, id } of backbones) {
    document = applyBackbone(document, registry, nodeId, id, catalog);
  }
  for (const setting of options.set) document = applySetting(document, registry, setting);
  return { document, plan: compile(document, { registry, catalog }), datasets };
}

/** A model that is there already, shipped or in the library, by id or name; anything else is imported first. */
async function backboneId(text: string, modelsDir: string): Promise<string> {
  if (catalogWith().backbone(text)) return text;
  const library = openLibrary(modelsDir);
  const { models } = await library.list();
  const [known, another] = models.filter(({ info }) => info.id === text || info.label === text);
  if (another) throw new BadInput(`--backbone: several models are called "${text}". Give the id.`);
  if (known) return known.info.id;
  const { platform } = await openEngine(new Map(), { preference: 'auto', cacheDir: undefined, modelsDir });
  const { info } = await importModel(text, {}, library, platform);
  console.error(`"${info.label}" is in your models now, as ${info.id}.`);
  return info.id;
}
