import type { Json } from '../src/graph/document';
import { architectureOf } from '../src/plan/architectures/index';
import { backboneBlocks } from '../src/plan/backbone-blocks';
import { type BackboneInfo, type Catalog, chosenBackbone, DEFAULT_BACKBONE } from '../src/plan/catalog';
import { countBlocks, describeModel } from '../src/plan/describe-model';
import { compactFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { choice, dynamicChoice, seed, text } from '../src/plan/params';
import { poolingParam } from '../src/plan/pooling-param';
import { alsoFrom, alsoFromOptions, alsoFromParam, wrongLayers } from './also-from';

/** Characters of what a model is known as. */
const LONGEST_KNOWN = 300;

export const backboneKind = defineKind({
  kind: 'backbone',
  version: 1,
  label: 'Backbone',
  category: 'model',
  summary: 'A pretrained network, or its bare architecture, cut at a layer of your choice',
  keywords: [
    'pretrained',
    'mobilenet',
    'inception',
    'googlenet',
    'resnet',
    'vgg',
    'imagenet',
    'coco',
    'feature extractor',
    'weights',
    'random',
    'scratch',
    'architecture',
  ],
  help: `
A **backbone** is a network that was trained on a large *source task*. Its first layers found edges and textures, later ones parts and whole objects. All of that is knowledge your task can borrow: this is **transfer learning**.

**Where to cut.** Early layers are general, late layers are specialised on the source task (Yosinski et al. 2014). If your images look like the source's, cut late; if they are different (drawings, scans), a cut before the end often transfers better. Try some: with a frozen backbone it takes seconds.

**Several layers.** *Also from* joins the features of earlier layers to those of the cut, for a head on a frozen network: it may then find what the last layer has already thrown away, such as colour, texture and stroke.

**Input size.** Larger images show more detail and cost more time: twice the side is four times the work.

**Random weights** start the same network from scratch. Train it beside the pretrained one: the difference is what the transfer is worth. VGG, ResNet, Inception and the other architectures that are listed without a source task come without weights and always start random.

Each backbone brings its own preprocessing. You need not care: pixel values are scaled the way it was trained.
`,
  inputs: {},
  outputs: {
    model: { type: 'model', label: 'Model', help: 'The network up to the cut, with its weights.' },
  },
  params: {
    backbone: dynamicChoice({
      label: 'Network',
      help: 'Which network to start from. Choose the one whose source task is closest to yours; untrained ones know nothing yet.',
    }),
    weights: choice({
      label: 'Weights',
      help: 'Pretrained weights are what is transferred. Random ones show what the same network learns without.',
      default: 'pretrained',
      options: [
        { value: 'pretrained', label: 'Pretrained' },
        { value: 'random', label: 'Random', help: 'From scratch' },
      ],
      visible: (params) => !architectureOf(params.backbone),
    }),
    seed: {
      ...seed('Of the random initial weights.'),
      visible: (params) => params.weights === 'random' || architectureOf(params.backbone) !== undefined,
    },
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
    known: text({
      label: 'Known as',
      help: 'What a model of your own was called and where it came from: for machines that do not have it.',
      default: '',
      maxLength: LONGEST_KNOWN,
      visible: () => false,
    }),
  },
  alongside: (param, { params, catalog }): Record<string, Json> => {
    if (param !== 'backbone') return {};
    const info = catalog.backbone(chosenBackbone(params));
    if (!info) return {};
    const size = info.inputSizes.includes(Number(params.inputSize)) ? params.inputSize : '';
    const blocks = backboneBlocks(info, Number(size || info.defaultInputSize));
    const has = (name: string) => blocks.some((block) => block.name === name);
    return {
      inputSize: size,
      cut: has(params.cut) ? params.cut : '',
      also: params.also.filter(has),
      known: isOwn(info.id) ? `${info.label} (${info.origin})`.slice(0, LONGEST_KNOWN) : '',
    };
  },
  options: (param, { params, catalog }) => {
    if (param === 'backbone') return networkOptions(catalog);
    const info = catalog.backbone(chosenBackbone(params));
    if (!info) return [];
    if (param === 'inputSize') {
      return [
        { value: '', label: `Recommended (${info.defaultInputSize} px)` },
        ...info.inputSizes.map((size) => ({ value: String(size), label: `${size} × ${size} px` })),
      ];
    }
    const blocks = backboneBlocks(info, Number(params.inputSize || info.defaultInputSize));
    if (param === 'also') return alsoFromOptions(blocks, params.cut || info.defaultCut);
    const recommended = blocks.find((block) => block.name === info.defaultCut);
    return [
      { value: '', label: `Recommended (${recommended?.label ?? info.defaultCut})` },
      ...blocks.map(({ name, label, shape }) => ({ value: name, label: `${label} — ${shape.join(' × ')}` })),
    ];
  },
  infer: ({ params, catalog }) => {
    const info = catalog.backbone(chosenBackbone(params));
    if (!info) return { outputs: {}, problems: [absent(params.backbone, params.known)] };
    const inputSize = Number(params.inputSize || info.defaultInputSize);
    if (!info.inputSizes.includes(inputSize)) {
      return { outputs: {}, problems: [wrongSize(info.label, params.inputSize, info.inputSizes)] };
    }
    const cut = params.cut || info.defaultCut;
    const blocks = backboneBlocks(info, inputSize);
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
        ...((info.untrained || params.weights === 'random') && { seed: params.seed }),
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
        { label: 'Source', value: model.pretrained ? info.sourceTask : 'None: random weights' },
        compactFact('Parameters', countBlocks(model.blocks).params),
        { label: 'Input', value: `${inputSize} × ${inputSize} px` },
        compactFact('Features', model.features),
        ...(model.licence ? [{ label: 'Licence', value: model.licence }] : []),
      ],
    };
  },
});

/** Pretrained ones first: what ships, then the user's own, then bare architectures. */
function networkOptions(catalog: Catalog) {
  const standard = catalog.backbone(DEFAULT_BACKBONE);
  const named = ({ id, label, sourceTask, origin, untrained }: BackboneInfo) => ({
    value: id,
    label: untrained ? `${label} · untrained` : label,
    help: untrained ? origin : sourceTask,
  });
  return [
    { value: '', label: `Recommended (${standard?.label ?? DEFAULT_BACKBONE})` },
    ...catalog.backbones().map(named),
  ];
}

/** Models of the user's own bear a hash of their content; all others ship with Graft. */
const isOwn = (id: string): boolean => id.startsWith('own-');

const absent = (id: string, known: string): OwnProblem =>
  isOwn(id) ? missing(id, known) : unknownBackbone(id);

const missing = (id: string, known: string): OwnProblem => ({
  code: 'backbone/missing',
  severity: 'error',
  param: 'backbone',
  message: `The model ${known ? `"${known}"` : `"${id}"`} is not on this machine.`,
  hint: 'A graph holds no weights. Load them again with the button above, or choose another network.',
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
