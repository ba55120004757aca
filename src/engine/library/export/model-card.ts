import type { Preprocessing } from '../../../plan/catalog';
import type { Provenance } from '../../models/bundle';
import type { LibraryModel } from '../library-model';
import type { Ancestor, TrainingRecord } from '../training-record';

/** What a person must know of a model before using it, in Markdown (Mitchell et al. 2019, "Model Cards"). */
export function modelCard({ info, provenance, head }: LibraryModel): string {
  const size = info.defaultInputSize;
  const channels = info.channels ?? 3;
  return [
    `# ${oneLine(info.label)}`,
    [
      ['Family', info.family],
      ['Task', info.sourceTask],
      ['Origin', info.origin],
      ['Licence', info.licence],
      ['Id', info.id],
    ]
      .map(([name, value]) => `- **${name}:** ${oneLine(value ?? '')}`)
      .join('\n'),
    oneLine(info.note),
    '## Input and output',
    `Images of ${size} × ${size} pixels with ${channels === 1 ? 'one channel (grey)' : 'three channels (RGB)'}; other sides are possible: ${info.inputSizes.join(', ')}. ${preprocessingText(info.preprocessing)}`,
    `The body ends with \`${info.defaultCut}\`.${head ? ` Behind it: ${head.pooling} pooling and a head of ${layers(head.spec.hidden.length + 1)} for ${head.classes.length} classes.` : ''}`,
    ...(head ? [`Classes, in the order of the outputs: ${head.classes.map(oneLine).join(', ')}.`] : []),
    '## Where it comes from',
    provenanceText(provenance),
    '## Limits',
    'A network knows what its training images showed, with their biases, and nothing else; accuracies hold for images of the same kind only. Evaluate it on your own images before you rely on it.',
    '',
  ].join('\n\n');
}

const layers = (count: number): string => (count === 1 ? 'one dense layer' : `${count} dense layers`);

/** Names come from anywhere: none may break the structure of the text. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function preprocessingText({ scale, offset, channels }: Preprocessing): string {
  const order = channels === 'bgr' ? ' Channels are taken in the order blue, green, red.' : '';
  return `It takes pixel values 0–255 as \`value × ${numbers(scale)} + ${numbers(offset)}\`.${order}`;
}

const numbers = (value: number | readonly number[]): string =>
  typeof value === 'number' ? short(value) : `(${value.map(short).join(', ')})`;

const short = (value: number): string => String(Number(value.toPrecision(7)));

/** Step by step from the last training to the first origin. */
export function provenanceText(provenance: Provenance): string {
  return provenanceSteps(provenance)
    .map((step, index) => `${index + 1}. ${step}`)
    .join('\n');
}

/** The past of a model, one sentence or two a step, the latest first. */
export function provenanceSteps(provenance: Provenance): readonly string[] {
  const { training } = provenance;
  if (training) return trainingSteps(training);
  const { kind, origin, checksum, verified, readAt, random, leftOut } = provenance;
  const from = { file: 'the file', url: 'the address', 'hugging-face': 'Hugging Face,', trained: '' }[kind];
  return [
    [
      `Read from ${from} ${oneLine(origin)} on ${readAt.slice(0, 10)}; SHA-256 ${checksum}${verified ? ', as the source states' : ''}.`,
      random && `${random.names.length} weights were missing and started random (seed ${random.seed}).`,
      ...leftOut.map(oneLine),
    ]
      .filter(Boolean)
      .join(' '),
  ];
}

function trainingSteps(training: TrainingRecord): readonly string[] {
  const { dataset, settings, measured, graph, savedAt } = training;
  const { optimizer, learningRate, epochs, seed, frozenBlocks, blocks } = settings;
  const limit = dataset.limitPerClass ? `, at most ${dataset.limitPerClass} images a class` : '';
  const domains = dataset.domains.length > 0 ? ` (${dataset.domains.map(oneLine).join(', ')})` : '';
  const accuracies = measured.map(
    (one) =>
      ` Accuracy ${(100 * one.accuracy).toFixed(1)} % on ${one.samples} ${one.part} images of ${oneLine(one.dataset)}.`,
  );
  return [
    `Trained in Graft on ${oneLine(dataset.name)}${domains}${limit}, ${dataset.classes.length} classes, licence of the images ${oneLine(dataset.licence) || 'unknown'}; graph "${oneLine(graph)}", saved on ${savedAt.slice(0, 10)}. ${frozenBlocks} of ${blocks} blocks frozen, ${optimizer} at ${learningRate} for up to ${epochs} epochs, seed ${seed}.${accuracies.join('')}`,
    ...ancestorSteps(training.startedFrom),
  ];
}

function ancestorSteps(ancestor: Ancestor): readonly string[] {
  if (ancestor.kind === 'trained') return trainingSteps(ancestor.training);
  if (ancestor.kind === 'random')
    return [`Started from random weights (${ancestor.label}, seed ${ancestor.seed}).`];
  const { label, sourceTask, licence, origin, provenance } = ancestor;
  const about = `Started from ${oneLine(label)}: ${oneLine(sourceTask)}; licence ${oneLine(licence)}; from ${oneLine(origin)}.`;
  return provenance ? [about, ...provenanceSteps(provenance)] : [about];
}
