import { countBlocks, describeModel, storedStatistics } from '../src/plan/describe-model';
import type { ModelValue } from '../src/plan/expressions';
import { compactFact, shareFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { choice, dynamicChoice, number } from '../src/plan/params';
import { passingParams, trainedBlocks, tunedParams } from '../src/plan/tuning';
import { onlyFrozen } from './also-from';
import { statisticsProblems } from './statistics-problems';
import { TUNING_HELP, tuningOf, tuningParams, tuningProblems } from './tuning-params';

export const freezeKind = defineKind({
  kind: 'freeze',
  version: 1,
  label: 'Freeze',
  category: 'model',
  summary: 'Which layers keep their weights, and which train on',
  keywords: [
    'fine-tune',
    'fine-tuning',
    'feature extraction',
    'trainable',
    'requires_grad',
    'layers',
    'lora',
    'low-rank',
    'adapter',
    'bitfit',
    'bias',
    'batch norm',
    'adabn',
    'domain adaptation',
    'running statistics',
    'peft',
    'parameter-efficient',
  ],
  help: `
**Freezing** keeps a layer's weights as they are. It is the main dial of transfer learning:

- **Freeze all: feature extraction.** Only the new head learns. Fast, and hard to overfit: right for few labels. Each image goes through the backbone once, however many epochs you train.
- **Train the last blocks: fine-tuning.** General early layers stay, specialised late ones adapt. Right with more labels, at a *small* learning rate for the backbone.
- **Freeze nothing: full fine-tuning.** The most freedom; needs the most data and time.

**Batch norm** in frozen blocks always uses its stored statistics, as in Keras. In blocks that train you choose: stored statistics are safer with small batches.

**Whose statistics are stored?** Those of the source task’s images. Where yours look different (drawings for photos, grey for colour), features come out shifted and stretched, and every later layer sees what it never saw in training. *Re-estimated* (AdaBN, Li et al. 2016) measures mean and variance of each channel anew, once, on the training images of the Train node, in the whole backbone. No label is needed for that and no weight learns; then the statistics are kept as they are. It takes a few dozen images at least. A new head learns on whatever features there are, so it may gain little or lose a little: compare both.

${TUNING_HELP}
`,
  inputs: { model: { type: 'model', label: 'Model', help: 'A backbone, with or without a head.' } },
  outputs: { model: { type: 'model', label: 'Model', help: 'The same network with some layers frozen.' } },
  params: {
    policy: choice({
      label: 'Freeze',
      help: 'Frozen layers keep their pretrained weights.',
      default: 'all',
      options: [
        { value: 'all', label: 'All of the backbone', help: 'Feature extraction' },
        { value: 'all-but-last', label: 'All but the last blocks', help: 'Fine-tuning' },
        { value: 'from', label: 'Up to a named layer', help: 'Fine-tuning from a layer on' },
        { value: 'none', label: 'Nothing', help: 'Full fine-tuning' },
      ],
    }),
    lastBlocks: number({
      label: 'Blocks to train',
      help: 'How many blocks before the cut learn, counted from the end.',
      default: 2,
      min: 1,
      max: 100,
      step: 1,
      integer: true,
      visible: (params) => params.policy === 'all-but-last',
    }),
    layer: dynamicChoice({
      label: 'Train from',
      help: 'This block and all after it learn; those before are frozen.',
      visible: (params) => params.policy === 'from',
    }),
    ...tuningParams,
    statistics: choice({
      label: 'Batch norm statistics',
      help: 'What frozen batch norms take for the usual mean and variance of each channel.',
      default: 'source',
      advanced: true,
      options: [
        { value: 'source', label: 'As stored', help: 'Of the source task' },
        { value: 'target', label: 'Re-estimated', help: 'On your training images (AdaBN)' },
      ],
    }),
    batchNorm: choice({
      label: 'Batch norm in trained blocks',
      help: 'Stored statistics are safer with few images or small batches; batch statistics adapt to new data.',
      default: 'stored',
      advanced: true,
      visible: (params) => params.policy !== 'all',
      options: [
        { value: 'stored', label: 'Stored statistics' },
        { value: 'batch', label: 'Statistics of the batch' },
      ],
    }),
  },
  options: (_param, { inputs }) => [
    { value: '', label: 'Last block' },
    ...(inputs.model?.blocks ?? []).map((block) => ({ value: block.name, label: block.label })),
  ],
  infer: ({ inputs, params, catalog }) => {
    const { blocks } = inputs.model;
    const problems: OwnProblem[] = [];
    const frozenBlocks = frozenCount(inputs.model, params);
    if (frozenBlocks === undefined) return { outputs: {}, problems: [wrongLayer(params.layer)] };
    if (params.policy === 'all-but-last' && params.lastBlocks > blocks.length) {
      problems.push(fewerBlocks(blocks.length));
    }
    if (frozenBlocks > 0 && !inputs.model.pretrained) problems.push(randomFeatures);
    if (!onlyFrozen(inputs.model, frozenBlocks)) return { outputs: {}, problems: [severalLayers] };
    const trained = blocks.slice(frozenBlocks);
    const tuning = tuningOf(params, trained);
    problems.push(...tuningProblems(params, inputs.model, trained));
    const statistics = params.statistics === 'target' ? params.statistics : undefined;
    if (statistics) problems.push(...statisticsProblems(inputs.model, catalog));
    const expression = {
      op: 'freeze',
      model: inputs.model.expression,
      frozenBlocks,
      batchNorm: params.batchNorm,
      ...(statistics && { statistics }),
    } as const;
    const model = describeModel({ ...expression, ...(tuning && { tuning }) }, catalog);
    if (!model || problems.some(({ severity }) => severity === 'error')) return { outputs: {}, problems };
    const passing = passingParams(model);
    const frozen = countBlocks(blocks.slice(0, frozenBlocks)).params;
    const all = frozen + countBlocks(trainedBlocks(model)).params + passing;
    const tuned = tuning ? tunedParams(model) : all - frozen;
    return {
      outputs: { model },
      facts: [
        shareFact('Trainable', tuned, all),
        shareFact('Frozen', all - tuned, all),
        ...(statistics ? [compactFact('Re-estimated', storedStatistics(blocks))] : []),
      ],
      problems,
    };
  },
});

interface Policy {
  readonly policy: 'all' | 'all-but-last' | 'from' | 'none';
  readonly lastBlocks: number;
  readonly layer: string;
}

/** How many blocks from the input on are frozen; `undefined` when the named layer does not exist. */
function frozenCount({ blocks }: ModelValue, { policy, lastBlocks, layer }: Policy): number | undefined {
  switch (policy) {
    case 'all':
      return blocks.length;
    case 'none':
      return 0;
    case 'all-but-last':
      return Math.max(0, blocks.length - lastBlocks);
    case 'from': {
      if (layer === '') return blocks.length - 1;
      const index = blocks.findIndex((block) => block.name === layer);
      return index < 0 ? undefined : index;
    }
  }
}

const severalLayers: OwnProblem = {
  code: 'freeze/several-layers',
  severity: 'error',
  param: 'policy',
  message:
    'The backbone gives features from several layers, which is possible only while all of it is frozen.',
  hint: 'Set Freeze to “All of the backbone”, or choose no layers in “Also from” of the backbone.',
};

const wrongLayer = (layer: string): OwnProblem => ({
  code: 'freeze/layer',
  severity: 'error',
  param: 'layer',
  message: `The network has no block "${layer}" before its cut.`,
  hint: 'Choose a block from the list; the names belong to one network.',
});

const fewerBlocks = (count: number): OwnProblem => ({
  code: 'freeze/fewer-blocks',
  severity: 'warning',
  param: 'lastBlocks',
  message: `The network has only ${count} blocks up to its cut, so all of them train.`,
});

const randomFeatures: OwnProblem = {
  code: 'freeze/random-features',
  severity: 'warning',
  param: 'policy',
  message: 'These layers have random weights: frozen, they will never learn anything.',
  hint: 'Freeze nothing, or use a pretrained backbone.',
};
