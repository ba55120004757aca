import type { Provenance } from '../models/bundle';
import type { Ancestor, TrainingRecord } from './training-record';

/** Names come from anywhere: none may break the structure of a text. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

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
  const { optimizer, learningRate, epochs, seed, frozenBlocks, blocks, statistics } = settings;
  const norms = statistics
    ? ' Batch norm’s statistics were re-estimated on these images before (AdaBN).'
    : '';
  const limit = dataset.limitPerClass ? `, at most ${dataset.limitPerClass} images a class` : '';
  const domains = dataset.domains.length > 0 ? ` (${dataset.domains.map(oneLine).join(', ')})` : '';
  const accuracies = measured.map(
    (one) =>
      ` Accuracy ${(100 * one.accuracy).toFixed(1)} % on ${one.samples} ${one.part} images of ${oneLine(one.dataset)}.`,
  );
  return [
    `Trained in Graft on ${oneLine(dataset.name)}${domains}${limit}, ${dataset.classes.length} classes, licence of the images ${oneLine(dataset.licence) || 'unknown'}; graph "${oneLine(graph)}", saved on ${savedAt.slice(0, 10)}. ${frozenBlocks} of ${blocks} blocks frozen, ${optimizer} at ${learningRate} for up to ${epochs} epochs, seed ${seed}.${norms}${accuracies.join('')}`,
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
