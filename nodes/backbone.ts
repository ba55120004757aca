import { countBlocks, describeModel } from '../src/plan/describe-model';
import { compactFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { choice, dynamicChoice } from '../src/plan/params';
import { poolingParam } from '../src/plan/pooling-param';
import { alsoFrom, alsoFromOptions, alsoFromParam, wrongLayers } from './also-from';

export const backboneKind = defineKind({
  kind: 'backbone',
  version: 1,
  label: 'Backbone',
  category: 'model',
  summary: 'A pretrained network, cut at a layer of your choice',
  keywords: ['pretrained', 'mobilenet', 'inception', 'imagenet', 'coco', 'feature extractor', 'weights'],
  help: `
A **backbone** is a network that was trained on a large *source task*. Its first layers found edges and textures, later ones parts and whole objects. All of that is knowledge your task can borrow: this is **transfer learning**.

**Where to cut.** Early layers are general, late layers are specialised on the source task (Yosinski et al. 2014). If your images look like the source's, cut late; if they are different (drawings, scans), a cut before the end often transfers better. Try some: with a frozen backbone it takes seconds.

**Several layers.** *Also from* joins the features of earlier layers to those of the cut, for a head on a frozen network: it may then find what the last layer has already thrown away, such as colour, texture and stroke.

**Input size.** Larger images show more detail and cost more time: twice the side is four times the work.

Each backbone brings its own preprocessing. You need not care: pixel values are scaled the way it was trained.
`,
  inputs: {},
  outputs: {
    model: { type: 'model', label: 'Model', help: 'The network up to the cut, with its pretrained weights.' },
  },
  params: {
    backbone: choice({
      label: 'Network',
      help: 'Which pretrained network to start from. Choose the one whose source task is closest to yours.',
      default: 'mobilenet-v3-coco',
      options: [
        { value: 'mobilenet-v3-coco', label: 'MobileNetV3-Large (COCO objects)' },
        { value: 'mobilenet-v2', label: 'MobileNetV2 (ImageNet, content safety)' },
        { value: 'inception-v3', label: 'Inception v3 (ImageNet, content safety)' },
      ],
    }),
    cut: dynamicChoice({
      label: 'Cut after',
      help: 'The last layer that is used. Recommended is the one that transferred best in a linear probe.',
    }),
    inputSize: dynamicChoice({
      label: 'Input size',
      help: 'Images are scaled to this square before the first layer.',
    }),
    pooling: poolingParam,
    also: alsoFromParam,
  },
  options: (param, { params, catalog }) => {
    const info = catalog.backbone(params.backbone);
    if (!info) return [];
    if (param === 'inputSize') {
      return [
        { value: '', label: `Recommended (${info.defaultInputSize} px)` },
        ...info.inputSizes.map((size) => ({ value: String(size), label: `${size} × ${size} px` })),
      ];
    }
    const blocks = info.blocks[params.inputSize || info.defaultInputSize] ?? [];
    if (param === 'also') return alsoFromOptions(blocks, params.cut || info.defaultCut);
    const recommended = blocks.find((block) => block.name === info.defaultCut);
    return [
      { value: '', label: `Recommended (${recommended?.label ?? info.defaultCut})` },
      ...blocks.map(({ name, label, shape }) => ({ value: name, label: `${label} — ${shape.join(' × ')}` })),
    ];
  },
  infer: ({ params, catalog }) => {
    const info = catalog.backbone(params.backbone);
    if (!info) return { outputs: {}, problems: [unknownBackbone(params.backbone)] };
    const inputSize = Number(params.inputSize || info.defaultInputSize);
    if (!info.inputSizes.includes(inputSize)) {
      return { outputs: {}, problems: [wrongSize(info.label, params.inputSize, info.inputSizes)] };
    }
    const cut = params.cut || info.defaultCut;
    const blocks = info.blocks[inputSize] ?? [];
    const also = alsoFrom(params.also, blocks);
    const model = describeModel(
      {
        op: 'backbone',
        backbone: info.id,
        weights: info.weights,
        cut,
        inputSize,
        pooling: params.pooling,
        ...(also && { also }),
      },
      catalog,
    );
    if (!model) {
      return {
        outputs: {},
        problems: [wrongLayers(params.also, blocks, cut) ?? wrongCut(info.label, params.cut)],
      };
    }
    return {
      outputs: { model },
      facts: [
        { label: 'Source', value: info.sourceTask },
        compactFact('Parameters', countBlocks(model.blocks).params),
        { label: 'Input', value: `${inputSize} × ${inputSize} px` },
        compactFact('Features', model.features),
        { label: 'Licence', value: info.licence },
      ],
    };
  },
});

const unknownBackbone = (id: string): OwnProblem => ({
  code: 'backbone/unknown',
  severity: 'error',
  param: 'backbone',
  message: `There is no backbone "${id}" in this build.`,
  hint: 'Choose another network.',
});

const wrongSize = (label: string, size: string, sizes: readonly number[]): OwnProblem => ({
  code: 'backbone/input-size',
  severity: 'error',
  param: 'inputSize',
  message: `${label} does not take this input size here.`,
  expected: sizes.join(', '),
  received: size,
  hint: 'Choose one of the listed sizes, or Recommended.',
});

const wrongCut = (label: string, cut: string): OwnProblem => ({
  code: 'backbone/cut',
  severity: 'error',
  param: 'cut',
  message: `${label} has no layer "${cut}" to cut at.`,
  hint: 'Choose a layer from the list, or Recommended. Layer names differ from network to network.',
});
