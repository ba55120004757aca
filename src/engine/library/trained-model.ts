import { networkUpTo } from '../../plan/architectures/cut';
import { backboneBlocks } from '../../plan/backbone-blocks';
import type { BackboneInfo, BlockInfo } from '../../plan/catalog';
import { smallCnnBlocks } from '../../plan/describe-model';
import { shippedBackbones } from '../../plan/shipped/index';
import { untrainedBackbones } from '../../plan/shipped/untrained';
import { adaptersOf } from '../networks/adapters';
import type { TrainedNetwork, WeightMap } from '../networks/network';
import { networkFiles } from '../networks/network-files';
import { openBody } from '../networks/open-body';
import type { SmallCnnSpec } from '../networks/small-cnn';
import { readWeights } from '../networks/weights';
import type { ModelFiles, Platform } from '../platform/platform';
import { cutFiles } from './cut-files';
import type { LibraryModel } from './library-model';
import { checksumOf, modelId } from './model-id';
import { replaceWeights } from './replace-weights';
import { smallCnnFiles } from './small-cnn-files';
import { originOf, type TrainingRecord } from './training-record';

/** What a trained network was built on: its description and its files, up to no cut yet. */
interface Base {
  readonly about: Omit<
    BackboneInfo,
    'id' | 'weights' | 'label' | 'sourceTask' | 'licence' | 'origin' | 'note'
  >;
  readonly files: ModelFiles;
}

/**
 * A trained network as a model of the library: the body up to its cut with the trained weights, usable
 * as a backbone, and its head beside it. `name` is the user's.
 */
export async function trainedModel(
  network: TrainedNetwork,
  name: string,
  training: TrainingRecord,
  platform: Platform,
): Promise<LibraryModel> {
  const { model, head, classes, weights } = network;
  if (adaptersOf(model).length > 0) throw new Error(NO_ADAPTERS);
  if (model.also) throw new Error(ONE_LAYER);
  const last = model.blocks.at(-1) ?? '';
  const base = await baseOf(network, platform);
  const body = Object.fromEntries(Object.entries(weights).filter(([weight]) => !isOfHead(weight)));
  const files = cutFiles(replaceWeights(base.files, body), last);
  const id = await modelId(files);
  // The classes of the source task ended at the cut, or were trained away.
  const { classifier: _, ...about } = base.about;
  return {
    info: {
      ...about,
      id,
      weights: id,
      label: name,
      sourceTask: describeTask(training),
      licence: licenceOf(training),
      origin: `Trained in Graft, in the graph "${training.graph}"`,
      note: describeAccuracy(training),
      preprocessing: model.input.preprocessing,
      defaultInputSize: model.input.shape[0] ?? base.about.defaultInputSize,
      defaultCut: last,
      blocks: Object.fromEntries(
        Object.entries(base.about.blocks).map(([size, blocks]) => [size, upTo(blocks, last)]),
      ),
    },
    files,
    provenance: {
      kind: 'trained',
      origin: training.graph,
      checksum: await checksumOf(files.weights),
      verified: true,
      readAt: training.savedAt,
      format: 'graft',
      sourceClasses: classes,
      leftOut: [],
      training,
    },
    head: {
      spec: head,
      pooling: model.pooling,
      features: model.features,
      classes,
      weights: Object.fromEntries(Object.entries(weights).filter(([weight]) => isOfHead(weight))),
    },
  };
}

const NO_ADAPTERS =
  'This network has adapters between its blocks, which the library’s files have no place for. Tune all weights, biases, batch norm or with LoRA instead: those end up in the network’s own weights.';

const ONE_LAYER =
  'This network takes features from several layers, which a model of the library cannot: its head would not fit. Choose no layers in “Also from” of the backbone.';

const isOfHead = (weight: keyof WeightMap): boolean => weight.startsWith('head/');

function upTo(blocks: readonly BlockInfo[], last: string): readonly BlockInfo[] {
  const end = blocks.findIndex(({ name }) => name === last);
  return end < 0 ? blocks : blocks.slice(0, end + 1);
}

async function baseOf({ model }: TrainedNetwork, platform: Platform): Promise<Base> {
  const origin = originOf(model);
  if (origin.op === 'small-cnn')
    return { about: describeSmallCnn(origin), files: await smallCnnFiles(origin) };
  const { backbone, seed } = origin;
  const bare = untrainedBackbones.find(({ id }) => id === backbone);
  if (bare?.network) {
    const network = networkUpTo(bare.network, model.blocks.at(-1) ?? '');
    const { untrained: _untrained, network: _network, ...described } = bare;
    const sides = bare.inputSizes.map((side) => [side, backboneBlocks(bare, side)] as const);
    const about = { ...described, blocks: Object.fromEntries(sides) };
    const weights = await firstWeights({ ...model, body: origin }, platform);
    return { about, files: networkFiles({ network, preprocessing: about.preprocessing, weights }) };
  }
  const own = await platform.models?.about(backbone);
  const about = own?.info ?? shippedBackbones.find(({ id }) => id === backbone);
  if (!about) throw new Error(`The backbone "${backbone}" is not on this machine any more.`);
  const files = await platform.model(backbone);
  if (seed === undefined) return { about, files };
  return { about, files: replaceWeights(files, await firstWeights({ ...model, body: origin }, platform)) };
}

/** What all weights up to the cut were before any training: random ones are in no file. */
async function firstWeights(model: Parameters<typeof openBody>[0], platform: Platform): Promise<WeightMap> {
  const body = await openBody(model, platform);
  try {
    return await readWeights(body.parameters(0, body.blocks.length));
  } finally {
    body.dispose();
  }
}

/** Sides that a network from scratch is offered for besides the one it was trained on. */
const SIDES = [16, 28, 32, 48, 64, 96, 128, 160, 224];

function describeSmallCnn(spec: SmallCnnSpec): Base['about'] {
  const smallest = 2 ** spec.blocks;
  const sides = [...new Set([...SIDES, spec.inputSize])].filter((side) => side >= smallest);
  sides.sort((a, b) => a - b);
  const described = (inputSize: number) => smallCnnBlocks({ ...spec, inputSize });
  return {
    family: 'Small CNN',
    format: 'layers',
    preprocessing: { scale: 1, offset: 0 },
    ...(spec.channels !== 3 && { channels: spec.channels }),
    inputSizes: sides,
    defaultInputSize: spec.inputSize,
    defaultCut: described(spec.inputSize).at(-1)?.name ?? '',
    blocks: Object.fromEntries(sides.map((side) => [side, described(side)])),
  };
}

/** Of so many classes the names are listed. */
const NAMED = 6;

function describeTask({ dataset: { name, classes } }: TrainingRecord): string {
  const named = classes.slice(0, NAMED).join(', ');
  const more = classes.length > NAMED ? `, … (${classes.length} classes)` : '';
  return `${name}: ${named}${more}`;
}

function describeAccuracy({ measured }: TrainingRecord): string {
  const [best] = measured;
  if (!best) return 'Trained in Graft. Nobody evaluated it.';
  const percent = (100 * best.accuracy).toFixed(1);
  return `Trained in Graft: ${percent} % accuracy on ${best.samples} ${best.part} images of ${best.dataset}.`;
}

/** Weights carry what they were started from and what they were trained on; each licence is named once. */
function licenceOf(training: TrainingRecord): string {
  const licences = new Set<string>();
  for (let current: TrainingRecord | undefined = training; current; ) {
    const { startedFrom, dataset }: TrainingRecord = current;
    if (startedFrom.kind === 'backbone' && startedFrom.licence)
      licences.add(`weights: ${startedFrom.licence}`);
    if (dataset.licence) licences.add(`images: ${dataset.licence}`);
    current = startedFrom.kind === 'trained' ? startedFrom.training : undefined;
  }
  return [...licences].join(' · ') || 'yours';
}
