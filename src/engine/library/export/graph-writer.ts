import type { ModelFiles } from '../../platform/platform';
import type { StoredWeight } from '../weights-manifest';

/** Attributes of a node, in the JSON of TensorFlow's `AttrValue`. */
type Attributes = Readonly<Record<string, unknown>>;

/** Writes a TF.js GraphModel node by node. */
export interface GraphWriter {
  placeholder(name: string, shape: readonly number[]): void;
  node(op: string, name: string, inputs: readonly string[], attributes?: Attributes): void;
  /** A constant that holds a weight, under the weight's name, which it gives back. */
  weight(stored: StoredWeight): string;
  /** A constant of whole numbers; its name. */
  ints(name: string, values: readonly number[], shape: readonly number[]): string;
  scalar(name: string, value: number): string;
  /** What was written so far, to be put behind another graph. */
  parts(): { readonly nodes: readonly object[]; readonly weights: readonly StoredWeight[] };
  finish(
    input: string,
    output: string,
    channels: number,
  ): { readonly json: ModelFiles['json']; readonly weights: readonly StoredWeight[] };
}

const shapeOf = (sizes: readonly number[]) => ({ dim: sizes.map((size) => ({ size: String(size) })) });
/** TensorFlow's protocol buffers hold text as bytes, and their JSON holds bytes in base64. */
const base64 = (text: string): string => btoa(text);

const TYPES: Readonly<Record<string, string>> = { float32: 'DT_FLOAT', int32: 'DT_INT32' };

export function graphWriter(): GraphWriter {
  const nodes: object[] = [];
  const weights = new Map<string, StoredWeight>();

  function constant(stored: StoredWeight): string {
    const { name, shape, dtype } = stored.entry;
    if (weights.has(name)) return name;
    weights.set(name, stored);
    const type = TYPES[dtype] ?? 'DT_FLOAT';
    nodes.push({
      name,
      op: 'Const',
      attr: { dtype: { type }, value: { tensor: { dtype: type, tensorShape: shapeOf(shape) } } },
    });
    return name;
  }

  return {
    placeholder(name, shape) {
      nodes.push({
        name,
        op: 'Placeholder',
        attr: { dtype: { type: 'DT_FLOAT' }, shape: { shape: shapeOf(shape) } },
      });
    },
    node(op, name, inputs, attributes = {}) {
      const attr = Object.fromEntries(
        Object.entries(attributes).map(([key, value]) => [key, encoded(value)]),
      );
      nodes.push({ name, op, input: inputs, attr: { ...attr, T: { type: 'DT_FLOAT' } } });
    },
    weight: constant,
    ints: (name, values, shape) =>
      constant({
        entry: { name, shape, dtype: 'int32' },
        bytes: new Uint8Array(Int32Array.from(values).buffer),
      }),
    scalar: (name, value) =>
      constant({
        entry: { name, shape: [], dtype: 'float32' },
        bytes: new Uint8Array(Float32Array.of(value).buffer),
      }),
    parts: () => ({ nodes, weights: [...weights.values()] }),
    finish(input, output, channels) {
      const tensor = (name: string, sizes: readonly number[]) => ({
        [name]: { name, dtype: 'DT_FLOAT', tensorShape: shapeOf(sizes) },
      });
      return {
        json: {
          format: 'graph-model',
          modelTopology: { node: nodes, versions: { producer: 1 } },
          signature: {
            inputs: tensor(input, [-1, -1, -1, channels]),
            outputs: tensor(output, [-1, -1, -1, -1]),
          },
        },
        weights: [...weights.values()],
      };
    },
  };
}

const encoded = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 's' in value && typeof value.s === 'string'
    ? { s: base64(value.s) }
    : value;
