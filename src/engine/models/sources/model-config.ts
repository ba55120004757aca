import type { Interpolation, Preprocessing, Resize } from '../../../plan/catalog';
import { channelStatistics } from '../../../plan/preprocessing';
import { isObject } from '../keras/topology';

/** What a config.json beside weights says of them, as far as Graft uses it. */
export interface ModelConfig {
  /** The network's name, e.g. `resnet18`. */
  readonly architecture?: string;
  readonly preprocessing?: Preprocessing;
  /** How images become squares. */
  readonly resize?: Resize;
  /** What it says of that, and Graft does otherwise. */
  readonly oddResize?: string;
  /** Side of the images it was trained on. */
  readonly side?: number;
  /** In the order of its outputs. */
  readonly classes?: readonly string[];
  readonly licence?: string;
  /** How it was trained, in the words of its maker, e.g. `a1_in1k`. */
  readonly tag?: string;
}

/** Reads timm's config.json (with `pretrained_cfg`), or a Transformers one as far as classes go. Anything odd is passed over. */
export function readConfig(json: unknown): ModelConfig {
  if (!isObject(json)) return {};
  const pretrained = isObject(json.pretrained_cfg) ? json.pretrained_cfg : json;
  const [architecture, tag] = textOf(json.architecture)?.split('.') ?? [];
  const mean = channels(pretrained.mean);
  const deviation = channels(pretrained.std);
  const [, height, width] = numbers(pretrained.input_size);
  const classes = classNames(json);
  return defined({
    architecture,
    preprocessing: mean && deviation ? channelStatistics(mean, deviation) : undefined,
    resize: resizeOf(pretrained),
    oddResize: oddResizeOf(pretrained),
    side: height !== undefined && height === width && height > 0 ? height : undefined,
    classes: classes.length > 0 ? classes : undefined,
    licence: textOf(pretrained.license) ?? textOf(json.license),
    tag: textOf(pretrained.tag) ?? tag,
  });
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const numbers = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.filter((each) => Number.isFinite(each)) : [];

function channels(value: unknown): readonly number[] | undefined {
  const found = numbers(value);
  return found.length === 3 ? found : undefined;
}

const INTERPOLATIONS: readonly Interpolation[] = ['bilinear', 'bicubic', 'lanczos'];
const isKnown = (name: unknown): name is Interpolation => INTERPOLATIONS.some((known) => known === name);

function resizeOf({ interpolation, crop_pct: crop }: Readonly<Record<string, unknown>>): Resize | undefined {
  const resize = {
    ...(isKnown(interpolation) && { interpolation }),
    ...(typeof crop === 'number' && crop > 0 && crop <= 1 && { crop }),
  };
  return Object.keys(resize).length > 0 ? resize : undefined;
}

/** timm's modes are center, squash and border; its filters all of Pillow's, and one of them at random in training. */
function oddResizeOf(stated: Readonly<Record<string, unknown>>): string | undefined {
  const filter = textOf(stated.interpolation);
  if (filter !== undefined && filter !== 'random' && !isKnown(filter)) return `interpolation "${filter}"`;
  const mode = textOf(stated.crop_mode);
  return mode !== undefined && mode !== 'center' ? `crop_mode "${mode}"` : undefined;
}

/** timm: `label_names`, with longer texts in `label_descriptions`. Transformers: `id2label`. */
function classNames(json: Readonly<Record<string, unknown>>): readonly string[] {
  if (Array.isArray(json.label_names)) {
    const descriptions = isObject(json.label_descriptions) ? json.label_descriptions : {};
    return json.label_names.map((name) => textOf(descriptions[String(name)]) ?? String(name));
  }
  if (!isObject(json.id2label)) return [];
  const labels = Object.entries(json.id2label).map(([id, label]) => [Number(id), String(label)] as const);
  return labels.toSorted(([a], [b]) => a - b).map(([, label]) => label);
}

/** Without what is `undefined`. */
const defined = (config: ModelConfig): ModelConfig =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
