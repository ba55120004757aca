import type { FoundTensor } from '../../../../src/engine/models/recognise/state-dict';

/**
 * The weights of timm's MobileNets, names and shapes, in the order in which they are listed: built as its
 * EfficientNet builder does (`timm/models/_efficientnet_builder.py`) from the block strings in
 * `efficientnet.py` and `mobilenetv3.py`, and by nothing of Graft's own. A block is its kind, how many there
 * are, its kernel, expansion and channels, and whether it has a gate.
 */
const DEFINITIONS = {
  mobilenetv2: {
    stem: 32,
    features: 1280,
    blocks:
      'ds_r1_k3_c16 ir_r2_k3_e6_c24 ir_r3_k3_e6_c32 ir_r4_k3_e6_c64 ir_r3_k3_e6_c96 ir_r3_k3_e6_c160 ir_r1_k3_e6_c320',
  },
  mobilenetv3_large: {
    stem: 16,
    features: 1280,
    blocks:
      'ds_r1_k3_c16 ir_r1_k3_e4_c24,ir_r1_k3_e3_c24 ir_r3_k5_e3_c40_se ir_r1_k3_e6_c80,ir_r1_k3_e2.5_c80,ir_r2_k3_e2.3_c80 ir_r2_k3_e6_c112_se ir_r3_k5_e6_c160_se cn_r1_k1_c960',
  },
  mobilenetv3_small: {
    stem: 16,
    features: 1024,
    blocks:
      'ds_r1_k3_c16_se ir_r1_k3_e4.5_c24,ir_r1_k3_e3.67_c24 ir_r1_k5_e4_c40_se,ir_r2_k5_e6_c40_se ir_r2_k5_e3_c48_se ir_r3_k5_e6_c96_se cn_r1_k1_c576',
  },
} as const;

/** Part of channels that a gate keeps. */
const GATE = 0.25;
/** Narrower than this, version 3 keeps its stem. */
const NARROW = 0.75;

/** `make_divisible` of timm's layers. */
function divisible(channels: number): number {
  const rounded = Math.max(8, Math.floor((channels + 4) / 8) * 8);
  return rounded < 0.9 * channels ? rounded + 8 : rounded;
}

const norm = (name: string, channels: number): FoundTensor[] =>
  ['weight', 'bias', 'running_mean', 'running_var'].map((kind) => ({
    name: `${name}.${kind}`,
    shape: [channels],
  }));

const conv = (name: string, out: number, channels: number, kernel: number): FoundTensor => ({
  name: `${name}.weight`,
  shape: [out, channels, kernel, kernel],
});

function gate(name: string, channels: number): FoundTensor[] {
  const kept = divisible(channels * GATE);
  return [
    conv(`${name}.se.conv_reduce`, kept, channels, 1),
    { name: `${name}.se.conv_reduce.bias`, shape: [kept] },
    conv(`${name}.se.conv_expand`, channels, kept, 1),
    { name: `${name}.se.conv_expand.bias`, shape: [channels] },
  ];
}

/** One block behind `inputs` channels. */
function block(name: string, text: string, inputs: number, outputs: number): FoundTensor[] {
  const option = (letter: string) => Number(new RegExp(`_${letter}([\\d.]+)`).exec(text)?.[1] ?? 1);
  const kernel = option('k');
  if (text.startsWith('cn')) {
    return [conv(`${name}.conv`, outputs, inputs, kernel), ...norm(`${name}.bn1`, outputs)];
  }
  const inner = text.startsWith('ds') ? inputs : divisible(inputs * option('e'));
  const gated = text.endsWith('_se') ? gate(name, inner) : [];
  const depthwise = conv(`${name}.conv_dw`, inner, 1, kernel);
  if (text.startsWith('ds')) {
    return [
      depthwise,
      ...norm(`${name}.bn1`, inner),
      ...gated,
      conv(`${name}.conv_pw`, outputs, inner, 1),
      ...norm(`${name}.bn2`, outputs),
    ];
  }
  return [
    conv(`${name}.conv_pw`, inner, inputs, 1),
    ...norm(`${name}.bn1`, inner),
    depthwise,
    ...norm(`${name}.bn2`, inner),
    ...gated,
    conv(`${name}.conv_pwl`, outputs, inner, 1),
    ...norm(`${name}.bn3`, outputs),
  ];
}

const CLASSES = 1000;

/** `width` in percent, as in timm's own names: `mobilenetv3_large_075`. */
export function timmMobileNet(name: keyof typeof DEFINITIONS, width: number): FoundTensor[] {
  const { stem, features, blocks } = DEFINITIONS[name];
  const isV3 = name.startsWith('mobilenetv3');
  const scaled = (channels: number) => divisible((channels * width) / 100);
  let channels = isV3 && width / 100 < NARROW ? stem : scaled(stem);
  const tensors = [conv('conv_stem', channels, 3, 3), ...norm('bn1', channels)];
  blocks.split(' ').forEach((stage, s) => {
    let b = 0;
    for (const text of stage.split(',')) {
      for (let repeat = 0; repeat < Number(/_r(\d+)/.exec(text)?.[1]); repeat++) {
        const outputs = scaled(Number(/_c(\d+)/.exec(text)?.[1]));
        tensors.push(...block(`blocks.${s}.${b++}`, text, channels, outputs));
        channels = outputs;
      }
    }
  });
  const last = isV3 ? features : Math.max(features, scaled(features));
  return [
    ...tensors,
    conv('conv_head', last, channels, 1),
    ...(isV3 ? [{ name: 'conv_head.bias', shape: [last] }] : norm('bn2', last)),
    { name: 'classifier.weight', shape: [CLASSES, last] },
    { name: 'classifier.bias', shape: [CLASSES] },
  ];
}
