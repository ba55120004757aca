import { countBlocks, describeModel } from '../src/plan/describe-model';
import { compactFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { dynamicChoice } from '../src/plan/params';
import { poolingParam } from '../src/plan/pooling-param';
import { alsoFrom, alsoFromOptions, alsoFromParam, wrongLayers } from './also-from';

export const trainedModelKind = defineKind({
  kind: 'trained-model',
  version: 1,
  label: 'Trained model',
  category: 'model',
  summary: 'The layers that a Train node learned, as a backbone for the next task',
  keywords: ['weight transfer', 'reuse', 'backbone', 'pretrain'],
  help: `
**Weight transfer is a wire.** This node takes what a *Train* node learned, drops its head and hands on the layers below as a backbone for a new task.

That is how every pretrained backbone came to be: somebody trained it on one task so that others could build on it. Here you can do both halves and see what the first adds to the second.
`,
  inputs: { trained: { type: 'trained', label: 'Trained', help: 'What a Train node learned.' } },
  outputs: { model: { type: 'model', label: 'Model', help: 'The trained layers without their head.' } },
  params: {
    cut: dynamicChoice({
      label: 'Cut after',
      help: 'The last block that is used. Later blocks are more specialised on the first task.',
    }),
    pooling: poolingParam,
    also: alsoFromParam,
  },
  options: (param, { inputs, params }) => {
    const blocks = inputs.trained?.model.blocks ?? [];
    if (param === 'also') return alsoFromOptions(blocks, params.cut);
    return [
      { value: '', label: 'All blocks' },
      ...blocks.map(({ name, label, shape }) => ({ value: name, label: `${label} — ${shape.join(' × ')}` })),
    ];
  },
  infer: ({ inputs, params, catalog }) => {
    const blocks = inputs.trained.model.blocks;
    // One name for "all of them", so that both ways of choosing it give one content key.
    const cut = params.cut || (blocks.at(-1)?.name ?? '');
    const also = alsoFrom(params.also, blocks);
    const model = describeModel(
      {
        op: 'trained-body',
        trained: inputs.trained.expression,
        cut,
        pooling: params.pooling,
        ...(also && { also }),
      },
      catalog,
    );
    if (!model)
      return { outputs: {}, problems: [wrongLayers(params.also, blocks, cut) ?? wrongCut(params.cut)] };
    return {
      outputs: { model },
      facts: [
        { label: 'Trained on', value: inputs.trained.data.datasetName },
        compactFact('Parameters', countBlocks(model.blocks).params),
        compactFact('Features', model.features),
      ],
    };
  },
});

const wrongCut = (cut: string): OwnProblem => ({
  code: 'trained-model/cut',
  severity: 'error',
  param: 'cut',
  message: `The trained network has no block "${cut}".`,
  hint: 'Choose a block from the list.',
});
