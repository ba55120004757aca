import type { NetworkSpec } from './architectures/network';

/**
 * What the compiler knows of data and weights without loading them. Plain data, so that inference
 * runs at every edit on the main thread; the same records describe shipped and user material.
 */

export type Modality = 'image' | 'text' | 'audio' | 'tabular';
export type Part = 'train' | 'val' | 'test';
export const PARTS: readonly Part[] = ['train', 'val', 'test'];
/** In the middle of a sentence. */
export const PART_NAMES: Readonly<Record<Part, string>> = {
  train: 'training',
  val: 'validation',
  test: 'test',
};

/** One labelled sample in a stored dataset; its bytes are `data.bin[offset, offset + length)`. */
export interface SampleEntry {
  /** Unique within the dataset: its path, e.g. `Food & Drink/twemoji/pizza.webp`. */
  readonly id: string;
  /** Index into `classes`. */
  readonly class: number;
  /** Index into `domains`, where the dataset has any. */
  readonly domain?: number;
  /** Samples of one source (all vendors' drawings of one emoji) are near-duplicates of each other. */
  readonly source?: string;
  /** The split the folder structure gave, where it gave one. */
  readonly part?: Part;
  readonly offset: number;
  readonly length: number;
}

/** `index.json` of a stored dataset; `data.bin` beside it holds the encoded samples. */
export interface DatasetIndex {
  /** Hash of the content: equal id, equal data. */
  readonly id: string;
  readonly name: string;
  readonly modality: Modality;
  readonly description: string;
  readonly licence: string;
  readonly classes: readonly string[];
  readonly domains: readonly string[];
  /** What a domain is here, e.g. "Vendor". */
  readonly domainLabel?: string;
  readonly samples: readonly SampleEntry[];
  /** Files that were left out when the dataset was read, and why. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/** The counts that inference needs, summed from a `DatasetIndex`. */
export interface DatasetSummary {
  readonly id: string;
  readonly name: string;
  readonly modality: Modality;
  readonly licence: string;
  readonly classes: readonly string[];
  readonly domains: readonly string[];
  readonly domainLabel?: string;
  readonly hasSources: boolean;
  /** One row for each class × domain × part that occurs. */
  readonly cells: readonly {
    readonly class: number;
    readonly domain?: number;
    readonly part?: Part;
    readonly count: number;
  }[];
  readonly skipped: number;
}

/** A place where a backbone can be cut or frozen: the output of one block, a single tensor. */
export interface BlockInfo {
  /** The output's name in the network: a layer (LayersModel) or a node (GraphModel). */
  readonly name: string;
  /** Short name for people, e.g. `block 13 · expand`. */
  readonly label: string;
  /** Blocks of one stage belong together, e.g. `stage 2`, where the network has stages. */
  readonly stage?: string;
  /** Parameters in this block alone. */
  readonly params: number;
  /** Of these, statistics that batch norm stores: no gradient changes them. 0 when absent. */
  readonly stored?: number;
  /** Output [height, width, channels] for the input size in question. */
  readonly shape: readonly [number, number, number];
  /** Multiply-adds × 2 of this block for one sample at the input size in question. */
  readonly flops: number;
  /** Largest number of values alive at once, for one sample, while the block runs layer by layer; its input included. */
  readonly activation: number;
  /** Values that training keeps for the backward pass of this block, for one sample; its input not included. */
  readonly kept: number;
  /** Batch norms that fold into the convolution before them. 0 when absent. */
  readonly folded?: number;
  /** What of it may be tuned alone; absent where that is not known. */
  readonly tunable?: Tunable;
}

/** Parts of a block that may be tuned while the rest stays as it is. */
export interface Tunable {
  /** Biases, shifts of batch norms included. */
  readonly biases: number;
  /** Scales and shifts of batch norms. */
  readonly norms: number;
  /** Kernels as matrices [all that an output sums, outputs]; only those that a low-rank update makes sense for. */
  readonly kernels: readonly (readonly [rows: number, columns: number])[];
}

/** A backbone, shipped, the user's own or an untrained architecture, described without its weights. */
export interface BackboneInfo {
  readonly id: string;
  readonly label: string;
  readonly family: string;
  readonly format: 'layers' | 'graph' | 'network';
  /** Version of the weights; part of content keys. */
  readonly weights: string;
  readonly sourceTask: string;
  readonly licence: string;
  readonly origin: string;
  /** What to know before using it, in a sentence or two. */
  readonly note: string;
  readonly preprocessing: Preprocessing;
  /** Of the input image: 3 (RGB) when absent, or 1 (grey). */
  readonly channels?: 1 | 3;
  readonly inputSizes: readonly number[];
  readonly defaultInputSize: number;
  /** The cut that transfers best, from a linear probe; the name of a block. */
  readonly defaultCut: string;
  /** The source task's own classes, where the network still ends in them. */
  readonly classifier?: {
    /** The last block, whose output [1, 1, classes] holds their logits. */
    readonly block: string;
    readonly classes: readonly string[];
  };
  /** There are no weights of it: it can only start with random ones. */
  readonly untrained?: true;
  /** Of the format `network`: its layers. */
  readonly network?: NetworkSpec;
  /** Blocks from input to output, for each input size; a `network`'s need not be here: `backboneBlocks` counts them. */
  readonly blocks: Readonly<Record<string, readonly BlockInfo[]>>;
}

/**
 * Makes of an image what the network was trained on: a square, and RGB bytes 0–255 mapped by
 * `value * scale + offset`.
 */
export interface Preprocessing {
  readonly scale: PerChannel;
  readonly offset: PerChannel;
  /** The order that the network takes the channels in; red first when absent. */
  readonly channels?: 'bgr';
  /** How images become squares; when absent, by the bilinear filter and with nothing cut but the longer side. */
  readonly resize?: Resize;
}

/** Pillow's filters. */
export type Interpolation = 'bilinear' | 'bicubic' | 'lanczos';

/** What timm's config.json says of the way from image to square, where that is not the usual one. */
export interface Resize {
  /** Bilinear when absent. */
  readonly interpolation?: Interpolation;
  /**
   * `crop_pct`: where images are cropped to a square at all, the part of the shorter side that stays, in
   * (0, 1]: the image is scaled whole, then cut. When absent, its middle square is scaled.
   */
  readonly crop?: number;
}

/** One number for all channels, or one for each, in the order that the network takes them. */
export type PerChannel = number | readonly number[];

export const DEFAULT_BACKBONE = 'mobilenet-v3-coco';

/** The network that a Backbone node with these parameters starts from. */
export const chosenBackbone = ({ backbone }: { readonly backbone?: unknown }): string =>
  typeof backbone === 'string' && backbone !== '' ? backbone : DEFAULT_BACKBONE;

/** Everything inference may ask about the world. Pure look-ups, no loading. */
export interface Catalog {
  /** `undefined` when the dataset is not in the store. */
  dataset(id: string): DatasetSummary | undefined;
  backbone(id: string): BackboneInfo | undefined;
  backbones(): readonly BackboneInfo[];
}
