/** Keras's description of a model, of any of its versions: nothing of it is certain. */
export type KerasObject = Readonly<Record<string, unknown>>;

/** A layer of a functional model, called once; its settings as the file has them. */
export interface FlatLayer {
  readonly name: string;
  readonly class_name: string;
  readonly config: KerasObject;
  /** Names of the layers whose outputs it takes. */
  readonly inputs: readonly string[];
}

/** A model without models in it: each layer takes outputs of layers before it. */
export interface FlatModel {
  readonly layers: readonly FlatLayer[];
  readonly input: string;
  readonly output: string;
}

export const isObject = (value: unknown): value is KerasObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectsIn = (value: unknown): readonly KerasObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The topology of a model.json, from the flat model. */
export function topologyOf({ layers, input, output }: FlatModel): KerasObject {
  return {
    keras_version: '2.15.0',
    backend: 'tensorflow',
    model_config: {
      class_name: 'Functional',
      config: {
        name: 'model',
        layers: layers.map(({ name, class_name, config, inputs }) => ({
          name,
          class_name,
          config: { ...config, name },
          inbound_nodes: inputs.length === 0 ? [] : [inputs.map((from) => [from, 0, 0, {}])],
        })),
        input_layers: [[input, 0, 0]],
        output_layers: [[output, 0, 0]],
      },
    },
  };
}
