import type {
  Activation,
  BlockSpec,
  InitialWeights,
  LayerSpec,
  NetworkSpec,
  NormLayer,
  Pair,
} from './network';

type Size = number | Pair;

interface ConvOptions {
  readonly stride?: Size;
  readonly padding?: Size;
  readonly depthwise?: boolean;
  readonly bias?: boolean;
}

interface PoolOptions {
  readonly stride: Size;
  readonly padding?: Size;
  readonly ceil?: boolean;
}

/** Settings that all batch norms of a network share. */
export type NormSettings = Pick<NormLayer, 'epsilon' | 'momentum'>;

/** PyTorch's defaults. */
export const NORM: NormSettings = { epsilon: 1e-5, momentum: 0.1 };

/**
 * Collects a network's layers in order. Every call names the new layer first and what it takes second, and
 * returns the name, to be taken by the next.
 */
export interface NetworkBuilder {
  conv(name: string, from: string, filters: number, kernel: Size, options?: ConvOptions): string;
  norm(name: string, from: string): string;
  activation(name: string, from: string, activation: Activation): string;
  maxPool(name: string, from: string, size: Size, options: PoolOptions): string;
  averagePool(name: string, from: string, size: Size, options: Omit<PoolOptions, 'ceil'>): string;
  adaptivePool(name: string, from: string, size: Size): string;
  linear(name: string, from: string, units: number): string;
  dropout(name: string, from: string, rate: number): string;
  join(op: 'add' | 'multiply' | 'concat', name: string, from: readonly string[]): string;
  /** Ends a block at the layer `name`, and returns it. */
  block(name: string, label: string, stage: string): string;
  build(initial: InitialWeights): NetworkSpec;
}

export function networkBuilder(norm: NormSettings = NORM): NetworkBuilder {
  const layers: LayerSpec[] = [];
  const blocks: BlockSpec[] = [];
  const add = (layer: LayerSpec): string => {
    layers.push(layer);
    return layer.name;
  };
  return {
    conv: (name, from, filters, kernel, { stride = 1, padding = 0, depthwise = false, bias = false } = {}) =>
      add({
        name,
        op: 'conv',
        inputs: [from],
        filters,
        kernel: pair(kernel),
        stride: pair(stride),
        padding: pair(padding),
        groups: depthwise ? 'depthwise' : 1,
        bias,
      }),
    norm: (name, from) => add({ name, op: 'norm', inputs: [from], ...norm }),
    activation: (name, from, activation) => add({ name, op: 'activation', inputs: [from], activation }),
    maxPool: (name, from, size, { stride, padding = 0, ceil = false }) =>
      add({ name, op: 'max-pool', inputs: [from], ...windows(size, stride, padding), ceil }),
    averagePool: (name, from, size, { stride, padding = 0 }) =>
      add({ name, op: 'average-pool', inputs: [from], ...windows(size, stride, padding) }),
    adaptivePool: (name, from, size) =>
      add({ name, op: 'adaptive-average-pool', inputs: [from], size: pair(size) }),
    linear: (name, from, units) => add({ name, op: 'linear', inputs: [from], units }),
    dropout: (name, from, rate) => add({ name, op: 'dropout', inputs: [from], rate }),
    join: (op, name, inputs) => add({ name, op, inputs }),
    block(name, label, stage) {
      blocks.push({ name, label, stage });
      return name;
    },
    build: (initial) => ({ channels: IMAGE_CHANNELS, layers, blocks, initial }),
  };
}

const IMAGE_CHANNELS = 3;

const pair = (size: Size): Pair => (typeof size === 'number' ? [size, size] : size);

const windows = (size: Size, stride: Size, padding: Size) => ({
  size: pair(size),
  stride: pair(stride),
  padding: pair(padding),
});
