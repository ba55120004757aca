import { type NetworkBuilder, NORM, type NormSettings, networkBuilder } from './builder';
import { type Activation, CLASSIFIER, INPUT, type NetworkSpec } from './network';
import { type ArchitectureOptions, IMAGENET_CLASSES, roundedBy } from './options';

interface Inverted {
  readonly kernel: number;
  readonly expanded: number;
  readonly filters: number;
  readonly squeezes: boolean;
  readonly activation: Activation;
  readonly stride: number;
}

const row = (
  kernel: number,
  expanded: number,
  filters: number,
  squeezes: boolean,
  activation: 'relu' | 'hard-swish',
  stride: number,
): Inverted => ({ kernel, expanded, filters, squeezes, activation, stride });

const HS = 'hard-swish';

/** Tables 1 and 2 of the paper: kernel, expanded channels, channels, squeeze and excitation, activation, stride. */
const VARIANTS = {
  mobilenet_v3_large: {
    last: 1280,
    rows: [
      row(3, 16, 16, false, 'relu', 1),
      row(3, 64, 24, false, 'relu', 2),
      row(3, 72, 24, false, 'relu', 1),
      row(5, 72, 40, true, 'relu', 2),
      row(5, 120, 40, true, 'relu', 1),
      row(5, 120, 40, true, 'relu', 1),
      row(3, 240, 80, false, HS, 2),
      row(3, 200, 80, false, HS, 1),
      row(3, 184, 80, false, HS, 1),
      row(3, 184, 80, false, HS, 1),
      row(3, 480, 112, true, HS, 1),
      row(3, 672, 112, true, HS, 1),
      row(5, 672, 160, true, HS, 2),
      row(5, 960, 160, true, HS, 1),
      row(5, 960, 160, true, HS, 1),
    ],
  },
  mobilenet_v3_small: {
    last: 1024,
    rows: [
      row(3, 16, 16, true, 'relu', 2),
      row(3, 72, 24, false, 'relu', 2),
      row(3, 88, 24, false, 'relu', 1),
      row(5, 96, 40, true, HS, 2),
      row(5, 240, 40, true, HS, 1),
      row(5, 240, 40, true, HS, 1),
      row(5, 120, 48, true, HS, 1),
      row(5, 144, 48, true, HS, 1),
      row(5, 288, 96, true, HS, 2),
      row(5, 576, 96, true, HS, 1),
      row(5, 576, 96, true, HS, 1),
    ],
  },
} as const;

export type MobileNetV3Variant = keyof typeof VARIANTS;

const FIRST_CHANNELS = 16;
/** Channels of the last convolution as a multiple of those before it. */
const LAST_EXPANSION = 6;
/** Channels that a squeeze leaves: a quarter. */
const SQUEEZE = 4;

/** The paper's code has this ε, which torchvision took over; timm's networks have PyTorch's own. */
const NORM_OF_THE_PAPER: NormSettings = { epsilon: 0.001, momentum: 0.01 };
/** Narrower than this, timm leaves the stem as wide as it is. */
const NARROW = 0.75;

/** The channels that follow from a width, and what else differs. */
interface Dialect {
  readonly norm: NormSettings;
  readonly stem: number;
  /** Of a block: the channels that it takes and those of its row, before any width. */
  expanded(shape: Inverted, channels: number, usual: number): number;
  readonly lastConvolution: (channels: number) => number;
  readonly dense: number;
}

/** torchvision multiplies every number of the tables by the width. */
function torchvision(variant: MobileNetV3Variant, width: number | undefined): Dialect {
  const rounded = roundedBy(width);
  return {
    norm: NORM_OF_THE_PAPER,
    stem: rounded(FIRST_CHANNELS),
    expanded: ({ expanded }) => rounded(expanded),
    lastConvolution: (channels) => LAST_EXPANSION * channels,
    dense: rounded(VARIANTS[variant].last),
  };
}

/**
 * timm keeps the ratio by which a block expands the channels that it gets, and the dense layer as it is
 * (`_gen_mobilenet_v3` in `timm/models/mobilenetv3.py`).
 */
function timm(variant: MobileNetV3Variant, width: number | undefined): Dialect {
  const { rows, last } = VARIANTS[variant];
  const rounded = roundedBy(width);
  const lastChannels = LAST_EXPANSION * (rows.at(-1)?.filters ?? 0);
  return {
    norm: NORM,
    stem: (width ?? 1) < NARROW ? FIRST_CHANNELS : rounded(FIRST_CHANNELS),
    expanded: ({ expanded }, channels, usual) => roundedBy()((channels * expanded) / usual),
    lastConvolution: () => rounded(lastChannels),
    dense: last,
  };
}

/**
 * MobileNetV3 (Howard et al. 2019, arXiv:1905.02244) as torchvision's `mobilenetv3.py`, or as timm has it.
 * Each inverted residual is a block; one without a shortcut may also be cut behind its expansion.
 */
export function mobileNetV3(variant: MobileNetV3Variant, options: ArchitectureOptions = {}): NetworkSpec {
  const { classes = IMAGENET_CLASSES, width } = options;
  const { rows } = VARIANTS[variant];
  const rounded = roundedBy(width);
  const dialect = (options.timm ? timm : torchvision)(variant, width);
  const b = networkBuilder(dialect.norm);
  let channels = dialect.stem;
  let usual = FIRST_CHANNELS;
  let at = convolve(b, 'features.0', INPUT, channels, { kernel: 3, stride: 2, activation: HS });
  b.block(at, 'stem', 'stem');
  let stage = 1;
  rows.forEach((shape, i) => {
    if (shape.stride === 2) stage++;
    const expanded = dialect.expanded(shape, channels, usual);
    const scaled = { ...shape, expanded, filters: rounded(shape.filters) };
    at = invertedResidual(b, i + 1, at, channels, scaled, `stage ${stage}`);
    channels = scaled.filters;
    usual = shape.filters;
  });
  at = convolve(b, `features.${rows.length + 1}`, at, dialect.lastConvolution(channels), {
    kernel: 1,
    activation: HS,
  });
  b.block(at, 'last convolution', 'last convolution');
  at = b.linear('classifier.0', b.adaptivePool('avgpool', at, 1), dialect.dense);
  at = b.block(b.activation('classifier.1', at, HS), 'dense', CLASSIFIER);
  at = b.dropout('classifier.2', at, 0.2);
  b.block(b.linear('classifier.3', at, classes), 'logits', CLASSIFIER);
  return b.build({ convolutions: 'kaiming', linear: 0.01 });
}

interface Convolution {
  readonly kernel: number;
  readonly stride?: number;
  readonly depthwise?: boolean;
  readonly activation?: Activation;
}

/** torchvision's `Conv2dNormActivation`. */
function convolve(
  b: NetworkBuilder,
  name: string,
  from: string,
  filters: number,
  { kernel, stride = 1, depthwise = false, activation }: Convolution,
): string {
  const padding = (kernel - 1) / 2;
  const at = b.norm(`${name}.1`, b.conv(`${name}.0`, from, filters, kernel, { stride, padding, depthwise }));
  return activation ? b.activation(`${name}.2`, at, activation) : at;
}

function invertedResidual(
  b: NetworkBuilder,
  index: number,
  from: string,
  channels: number,
  { kernel, expanded, filters, squeezes, activation, stride }: Inverted,
  stage: string,
): string {
  const name = `features.${index}`;
  const isResidual = stride === 1 && channels === filters;
  let part = 0;
  const next = () => `${name}.block.${part++}`;
  let at = from;
  if (expanded !== channels) {
    at = convolve(b, next(), at, expanded, { kernel: 1, activation });
    if (!isResidual) b.block(at, `block ${index} · expand`, stage);
  }
  at = convolve(b, next(), at, expanded, { kernel, stride, depthwise: true, activation });
  if (squeezes) at = squeezeAndExcite(b, next(), at, expanded);
  at = convolve(b, next(), at, filters, { kernel: 1 });
  if (isResidual) at = b.join('add', name, [at, from]);
  return b.block(at, `block ${index}`, stage);
}

/** Scales each channel by what the whole map says of it (Hu et al. 2018, arXiv:1709.01507). */
function squeezeAndExcite(b: NetworkBuilder, name: string, from: string, channels: number): string {
  const squeezed = roundedBy()(Math.floor(channels / SQUEEZE));
  let at = b.conv(`${name}.fc1`, b.adaptivePool(`${name}.avgpool`, from, 1), squeezed, 1, { bias: true });
  at = b.activation(`${name}.activation`, at, 'relu');
  at = b.conv(`${name}.fc2`, at, channels, 1, { bias: true });
  at = b.activation(`${name}.scale_activation`, at, 'hard-sigmoid');
  return b.join('multiply', name, [from, at]);
}
