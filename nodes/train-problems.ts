import type { FitOptions, ModelValue, PartCounts } from '../src/plan/expressions';
import type { OwnProblem } from '../src/plan/kind';
import { hasKnowledgeToKeep } from './learning-problems';

/** What the user sets in a Train node. */
export interface TrainParams extends Omit<FitOptions, 'probe'> {
  /** Epochs in which the head learns alone, of all; 0 for none. */
  readonly probeEpochs: number;
  readonly probeRate: number;
}

/** What in the settings does not go together, has no effect or will disappoint. */
export function trainingProblems(params: TrainParams, model: ModelValue, counts: PartCounts): OwnProblem[] {
  const problems: OwnProblem[] = [];
  if (counts.val === 0) problems.push(noValidation);
  if (params.warmupEpochs >= params.epochs) problems.push(allWarmup(params.epochs));
  problems.push(...idlePolicies(params, model));
  if (hasKnowledgeToKeep(model))
    problems.push(...probingProblems(params), ...unfreezingProblems(params, model));
  if (params.batchSize > counts.train) problems.push(largeBatch(params.batchSize, counts.train));
  return problems;
}

/** Settings that protect pretrained blocks, where there are none that train. */
function idlePolicies(params: TrainParams, model: ModelValue): OwnProblem[] {
  if (hasKnowledgeToKeep(model)) return params.l2sp > 0 && model.tuning ? [nothingToHold] : [];
  const why = model.pretrained ? 'the whole backbone is frozen' : 'the network starts from random weights';
  const set = [
    ['probeEpochs', params.probeEpochs > 0],
    ['layerDecay', params.layerDecay < 1],
    ['unfreezeEvery', params.unfreezeEvery > 0],
    ['l2sp', params.l2sp > 0],
  ] as const;
  return set.flatMap(([param, isSet]) => (isSet ? [withoutEffect(param, why)] : []));
}

const nothingToHold: OwnProblem = {
  code: 'train/without-effect',
  severity: 'info',
  param: 'l2sp',
  message: 'This has no effect here: the Freeze node leaves the pretrained kernels as they are.',
  hint: 'Set it to 0, or tune all weights in the Freeze node.',
};

const withoutEffect = (param: string, why: string): OwnProblem => ({
  code: 'train/without-effect',
  severity: 'info',
  param,
  message: `This has no effect here: ${why}.`,
  hint: 'It protects pretrained blocks that train: unfreeze some in the Freeze node, or leave it off.',
});

function probingProblems({ probeEpochs, epochs, unfreezeEvery }: TrainParams): OwnProblem[] {
  if (probeEpochs === 0) return [];
  return [
    ...(unfreezeEvery > 0 ? [twoSlowStarts] : []),
    ...(probeEpochs >= epochs ? [onlyProbing(epochs)] : []),
  ];
}

const twoSlowStarts: OwnProblem = {
  code: 'train/probe-and-unfreezing',
  severity: 'error',
  param: 'probeEpochs',
  message: 'Probe first and Gradual unfreezing are both set, and both say when blocks begin to learn.',
  hint: 'Set one of the two to 0. Probe first is the usual choice; unfreezing block by block suits long trainings of deep networks.',
};

const onlyProbing = (epochs: number): OwnProblem => ({
  code: 'train/only-probing',
  severity: 'warning',
  param: 'probeEpochs',
  message:
    'All epochs are for probing, so fine-tuning never begins and the unfrozen blocks stay as they are.',
  expected: `fewer than ${epochs} epochs`,
  hint: 'Probe for fewer epochs, or train for more. To train the head alone, freeze the whole backbone.',
});

function unfreezingProblems({ unfreezeEvery, epochs }: TrainParams, model: ModelValue): OwnProblem[] {
  const blocks = model.blocks.length - model.frozenBlocks;
  const reached = unfreezeEvery > 0 ? Math.floor((epochs - 1) / unfreezeEvery) : blocks;
  return reached < blocks ? [neverUnfrozen(reached, blocks, unfreezeEvery)] : [];
}

const neverUnfrozen = (reached: number, blocks: number, every: number): OwnProblem => ({
  code: 'train/never-unfrozen',
  severity: 'warning',
  param: 'unfreezeEvery',
  message: `The training ends before all blocks are unfrozen: ${reached} of ${blocks} ever train.`,
  expected: `at least ${blocks * every + 1} epochs, or fewer between two blocks`,
  hint: 'Train longer, unfreeze faster, or freeze the first blocks in the Freeze node.',
});

const noValidation: OwnProblem = {
  code: 'train/no-validation',
  severity: 'warning',
  port: 'data',
  message: 'There is no validation part, so overfitting will not show and the last epoch is kept.',
  hint: 'Put a Split node between the dataset and Train.',
};

const allWarmup = (epochs: number): OwnProblem => ({
  code: 'train/all-warmup',
  severity: 'warning',
  param: 'warmupEpochs',
  message: 'The warm-up is as long as the training, so the full learning rate is never reached.',
  expected: `fewer than ${epochs} epochs`,
});

const largeBatch = (batchSize: number, train: number): OwnProblem => ({
  code: 'train/large-batch',
  severity: 'info',
  param: 'batchSize',
  message: `A batch of ${batchSize} holds all ${train} training images: one step an epoch.`,
});
