import type { DataValue, ModelValue } from '../src/plan/expressions';
import type { OwnProblem } from '../src/plan/kind';
import { onlyFrozen } from './also-from';

/** What keeps a network from learning from data, whichever node is to teach it. */
export function learningProblem(data: DataValue, model: ModelValue): OwnProblem | undefined {
  if (!model.head) return noHead;
  if (!onlyFrozen(model, model.frozenBlocks)) return severalLayers;
  return data.modality === model.input.modality ? undefined : otherModality(data, model);
}

const severalLayers: OwnProblem = {
  code: 'train/several-layers',
  severity: 'error',
  port: 'model',
  message:
    'The backbone gives features from several layers, which is possible only while all of it is frozen.',
  hint: 'Put a Freeze node with “All of the backbone” before the Head, or choose no layers in “Also from” of the backbone.',
};

const noHead: OwnProblem = {
  code: 'train/no-head',
  severity: 'error',
  port: 'model',
  message: 'The network has no head, so it cannot tell your classes apart.',
  hint: 'Put a Head node between the backbone and this node.',
};

const otherModality = (data: DataValue, model: ModelValue): OwnProblem => ({
  code: 'train/modality',
  severity: 'error',
  port: 'data',
  message: `The network takes ${model.input.modality} data.`,
  expected: model.input.modality,
  received: data.modality,
  hint: 'Choose a backbone for this kind of data.',
});

/** A body from scratch has no knowledge to keep, and learns at the head's rate; a frozen one cannot lose any. */
export const hasKnowledgeToKeep = (model: ModelValue): boolean =>
  model.pretrained && model.frozenBlocks < model.blocks.length;
