import type { Problem } from '../../graph/problem';
import { describeNetwork } from '../../plan/architectures/describe-network';
import { type Architecture, lastFeatures } from '../../plan/architectures/index';
import type { NetworkSpec } from '../../plan/architectures/network';
import type { BackboneInfo, BlockInfo } from '../../plan/catalog';
import { modelId } from '../library/model-id';
import type { ImportOutcome } from './bundle';
import { ModelError } from './model-error';
import { networkFromTensors } from './network-weights';
import { preparation, resizeWarnings } from './preparation';
import { factsOf, provenanceOf } from './provenance';
import type { Reading } from './reading';
import { groupedConvolutions, hasGroups } from './recognise/grouped';
import { fitsWhole, type Recognised, recognise, reportOf } from './recognise/recognise';
import { isIgnored } from './recognise/state-dict';
import type { TensorEntry } from './safetensors/header';
import { readHeader } from './safetensors/read';

/** Reads a safetensors file as one of the architectures that Graft builds. */
export async function readNetwork(reading: Reading): Promise<ImportOutcome> {
  const { material, options, onProgress, signal } = reading;
  const { tensors } = await readHeader(material.file);
  if (hasGroups(tensors)) throw groupedConvolutions;
  const recognised = recognise(tensors, options.architecture);
  if (!recognised) throw unknownNetwork(tensors);
  const { config } = material;
  const warnings = [...doubts(recognised, config.architecture), ...resizeWarnings(config)];
  if (!fitsWhole(recognised) && options.partial !== true) {
    return { kind: 'choice', report: reportOf(recognised) };
  }
  const { architecture, match } = recognised;
  const preprocessing = options.preprocessing ?? preparation(config, architecture.preprocessing);
  const seed = options.seed ?? 0;
  const files = await networkFromTensors(material.file, match, {
    preprocessing,
    seed,
    signal,
    onTensor: (done, total) => onProgress({ phase: 'read', label: architecture.label, done, total }),
  });
  const id = await modelId(files);
  const random = [...match.missing, ...match.misshapen.map(({ parameter }) => parameter)].map(
    ({ name }) => name,
  );
  const provenance = {
    ...(await provenanceOf(reading, 'safetensors', [material.file])),
    leftOut: leftOut(recognised, tensors),
    ...(random.length > 0 && { random: { names: random, seed } }),
  };
  const info: BackboneInfo = {
    ...factsOf(reading, id, classCount(match.network)),
    label: options.label ?? `${architecture.label} · ${material.label}`,
    family: architecture.family,
    format: 'network',
    network: match.network,
    note: noteOf(recognised, random.length),
    preprocessing,
    ...sizes(match.network, architecture, options.inputSizes, material.config.side),
    ...classifierOf(match.network, random, material.config.classes),
  };
  return { kind: 'bundle', bundle: { info, files, provenance }, warnings };
}

function unknownNetwork(tensors: readonly TensorEntry[]): ModelError {
  return new ModelError(
    'unknown-network',
    'The tensors in this file belong to no network that Graft can build.',
    {
      expected:
        'a VGG, ResNet, Inception v3, GoogLeNet, MobileNetV2 or MobileNetV3, in the names of torchvision or timm',
      received: `${tensors.length} tensors: ${tensors
        .slice(0, 6)
        .map(({ name }) => name)
        .join(', ')}${tensors.length > 6 ? ', …' : ''}`,
    },
  );
}

/** Names of networks whose tensors look like another's, although they compute something else. */
function doubts({ architecture }: Recognised<TensorEntry>, stated: string | undefined): readonly Problem[] {
  if (stated === undefined || knownNames(architecture).test(stated)) return [];
  if (/^tf_mobilenet/.test(stated)) {
    throw new ModelError(
      'unknown-network',
      `"${stated}" pads its images as TensorFlow does, which Graft's MobileNets do not.`,
      {
        hint: 'Choose the variant without "tf_", e.g. timm/mobilenetv3_large_100.ra_in1k.',
      },
    );
  }
  return [
    {
      code: 'model/other-name',
      severity: 'warning',
      message: `The weights fit ${architecture.label}, but call themselves "${stated}".`,
      hint: 'If that network has other layers without weights (poolings, activations), its features will be off. Compare its accuracy on a small dataset.',
    },
  ];
}

/** torchvision's name, or timm's for the same layers. */
function knownNames({ id }: Architecture): RegExp {
  const timm: Readonly<Record<string, string>> = {
    inception_v3: '(tf_|gluon_|adv_)?inception_v3',
    mobilenet_v2: 'mobilenetv2_\\d+',
    mobilenet_v3_large: 'mobilenetv3_large_\\d+',
    mobilenet_v3_small: 'mobilenetv3_small_\\d+',
  };
  return new RegExp(`^(${id}|(tv|gluon)_${id}|${timm[id] ?? id})$`);
}

const MOST_NAMES = 8;

function named(tensors: readonly { readonly name: string }[]): string {
  const names = tensors.slice(0, MOST_NAMES).map(({ name }) => name);
  return tensors.length > MOST_NAMES
    ? `${names.join(', ')} and ${tensors.length - MOST_NAMES} more`
    : names.join(', ');
}

function leftOut(recognised: Recognised<TensorEntry>, tensors: readonly TensorEntry[]): string[] {
  const { auxiliary, lacksClassifier, match } = recognised;
  const counters = tensors.filter(({ name }) => isIgnored(name)).length;
  const sentences: string[] = [];
  if (counters > 0)
    sentences.push(`${counters} counters of batches (num_batches_tracked), which change no result.`);
  if (auxiliary.length > 0)
    sentences.push(`The auxiliary classifier, which only helped in training: ${named(auxiliary)}.`);
  if (lacksClassifier) sentences.push('The file has no classifier, so the network ends before it.');
  if (match.unexpected.length > 0)
    sentences.push(`Tensors that the network does not have: ${named(match.unexpected)}.`);
  if (match.misshapen.length > 0)
    sentences.push(`Tensors of another shape: ${named(match.misshapen.map(({ tensor }) => tensor))}.`);
  return sentences;
}

function noteOf({ architecture, match }: Recognised<TensorEntry>, random: number): string {
  const { label, paper } = architecture;
  const what = `${label} (${paper})`;
  if (random === 0) return `${what} with weights from outside.`;
  const all = random + match.fitting.length;
  return `${what} with weights from outside, but ${random} of its ${all} were not in the file: they start random, so cut before them or train them.`;
}

/** The last block as one that names the source's classes: only where it is the source's own, with no random weight. */
function classifierOf(
  network: NetworkSpec,
  random: readonly string[],
  names: readonly string[] | undefined,
): Pick<BackboneInfo, 'classifier'> {
  const count = classCount(network);
  const block = network.blocks.at(-1)?.name;
  if (count === undefined || block === undefined || random.length > 0) return {};
  const numbered = Array.from({ length: count }, (_, index) => `class ${index + 1}`);
  return { classifier: { block, classes: names?.length === count ? names : numbered } };
}

/** Outputs of the classifier, where it has one. */
const classCount = ({ layers }: NetworkSpec): number | undefined => {
  const last = layers.at(-1);
  return last?.op === 'linear' ? last.units : undefined;
};

const SIDES = [64, 96, 128, 160, 192, 224, 256, 299];
const MOST_SIDES = 6;

function sizes(
  network: NetworkSpec,
  { defaultInputSize, minInputSize }: Architecture,
  asked: readonly number[] | undefined,
  stated: number | undefined,
): Pick<BackboneInfo, 'inputSizes' | 'defaultInputSize' | 'defaultCut' | 'blocks'> {
  const side = stated ?? defaultInputSize;
  const usual = [...new Set([...SIDES.filter((each) => each < side), side])].slice(-MOST_SIDES);
  const blocks: Record<string, readonly BlockInfo[]> = {};
  for (const each of asked ?? usual) {
    const described = each < minInputSize ? undefined : describeNetwork(network, each);
    if (described) blocks[each] = described;
  }
  const inputSizes = Object.keys(blocks).map(Number);
  if (inputSizes.length === 0) {
    throw new ModelError('too-small', 'The network leaves nothing of images so small.', {
      expected: `sides of at least ${minInputSize} pixels`,
      received: `${(asked ?? usual).join(', ')}`,
    });
  }
  return {
    inputSizes,
    defaultInputSize: inputSizes.includes(side) ? side : (inputSizes.at(-1) ?? side),
    defaultCut: lastFeatures(network),
    blocks,
  };
}
