import { ModelError } from '../model-error';
import { type FlatLayer, type FlatModel, isObject, type KerasObject, objectsIn, textIn } from './topology';

const MODELS = new Set(['Sequential', 'Functional', 'Model']);
/** Only in training do these change an image. */
const AUGMENTATIONS = /^Random[A-Z]/;

const unclear = (message: string): ModelError =>
  new ModelError('bad-keras', message, {
    hint: 'Save it again with model.save() from a current Keras, as a sequential or functional model.',
  });

/**
 * The layers of a Keras model (configs of Keras 2, tf.keras and Keras 3), with models inside of it
 * unfolded and a sequential one written as a functional one. `skipped` are the layers that were left out
 * because they do nothing outside of training.
 */
export function flattenKeras(model: KerasObject): {
  readonly model: FlatModel;
  readonly skipped: readonly string[];
} {
  const skipped: string[] = [];
  const flat = flatten(model, skipped);
  const names = new Set<string>();
  for (const { name } of flat.layers) {
    if (names.has(name)) throw unclear(`Two layers of the model are called "${name}".`);
    names.add(name);
  }
  return { model: flat, skipped };
}

function flatten(model: KerasObject, skipped: string[]): FlatModel {
  const className = textIn(model.class_name);
  if (!MODELS.has(className)) {
    throw new ModelError(
      'unsupported-layer',
      `The model is of the class "${className}", whose code is not in the file.`,
      {
        expected: 'a Sequential or Functional model',
        hint: 'Build it with the functional API, copy the weights over, and save that.',
      },
    );
  }
  // The first Keras versions kept the bare list of a sequential model's layers.
  const config: KerasObject = Array.isArray(model.config)
    ? { layers: model.config }
    : isObject(model.config)
      ? model.config
      : {};
  const layers = objectsIn(config.layers);
  if (layers.length === 0) throw unclear('The model has no layers.');
  const graph = className === 'Sequential' ? sequential(layers, config) : functional(layers, config);
  return unfold(graph, skipped);
}

interface Listed {
  readonly layers: readonly {
    readonly layer: KerasObject;
    readonly name: string;
    readonly inputs: readonly string[];
  }[];
  readonly input: string;
  readonly output: string;
}

const nameOf = (layer: KerasObject): string =>
  textIn(layer.name) || (isObject(layer.config) ? textIn(layer.config.name) : '');

function sequential(layers: readonly KerasObject[], config: KerasObject): Listed {
  const [first = {}] = layers;
  const listed: { layer: KerasObject; name: string; inputs: string[] }[] = [];
  if (first.class_name !== 'InputLayer') {
    const inner = isObject(first.config) ? first.config : {};
    const shape =
      inner.batch_input_shape ?? inner.batch_shape ?? config.build_input_shape ?? firstInputShape(first);
    const name = 'sequential_input';
    listed.push({
      layer: { class_name: 'InputLayer', config: { batch_input_shape: shape } },
      name,
      inputs: [],
    });
  }
  for (const layer of layers) {
    const before = listed.at(-1)?.name;
    listed.push({ layer, name: nameOf(layer), inputs: before === undefined ? [] : [before] });
  }
  return { layers: listed, input: listed[0]?.name ?? '', output: listed.at(-1)?.name ?? '' };
}

/** Of a model at the beginning of a sequential one. */
function firstInputShape(layer: KerasObject): unknown {
  const inner = isObject(layer.config) ? objectsIn(layer.config.layers)[0] : undefined;
  const config = isObject(inner?.config) ? inner.config : {};
  return config.batch_input_shape ?? config.batch_shape;
}

function functional(layers: readonly KerasObject[], config: KerasObject): Listed {
  const listed = layers.map((layer) => {
    const nodes = Array.isArray(layer.inbound_nodes) ? layer.inbound_nodes : [];
    const name = nameOf(layer);
    if (nodes.length > 1) {
      throw new ModelError(
        'unsupported-layer',
        `The layer "${name}" is used ${nodes.length} times in the model.`,
        {
          expected: 'every layer used once',
        },
      );
    }
    return { layer, name, inputs: nodes.length === 0 ? [] : sourcesOf(nodes[0], name) };
  });
  return {
    layers: listed,
    input: endOf(config.input_layers, 'inputs'),
    output: endOf(config.output_layers, 'outputs'),
  };
}

/** `[["a", 0, 0]]`, or since Keras 3 `["a", 0, 0]`. */
function endOf(value: unknown, what: 'inputs' | 'outputs'): string {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  if (typeof list[0] === 'string') return list[0];
  if (list.length !== 1) {
    throw new ModelError('unsupported-layer', `The model has ${list.length} ${what}.`, {
      expected: what === 'inputs' ? 'one input' : 'one output',
    });
  }
  return Array.isArray(list[0]) ? textIn(list[0][0]) : '';
}

/** Keras 2: `[["a", 0, 0, {}], …]`. Keras 3: arguments, with the tensors of layers somewhere in them. */
function sourcesOf(node: unknown, layer: string): string[] {
  if (Array.isArray(node)) {
    const entries: readonly unknown[] = typeof node[0] === 'string' ? [node] : node;
    return entries.map((entry) => checkedSource(Array.isArray(entry) ? entry : [], layer));
  }
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (isObject(value) && value.class_name === '__keras_tensor__') {
      const history = isObject(value.config) ? value.config.keras_history : undefined;
      found.push(checkedSource(Array.isArray(history) ? history : [], layer));
    }
  };
  if (isObject(node)) look(node.args);
  if (found.length === 0) throw unclear(`The file does not say what the layer "${layer}" takes.`);
  return found;
}

function checkedSource([name, , output]: readonly unknown[], layer: string): string {
  if (typeof name !== 'string' || (output !== 0 && output !== undefined)) {
    throw unclear(`The file does not say clearly what the layer "${layer}" takes.`);
  }
  return name;
}

/** Puts the layers of models inside of the model in their place, and bridges what does nothing. */
function unfold({ layers, input, output }: Listed, skipped: string[]): FlatModel {
  const standsFor = new Map<string, string>();
  const real = (name: string): string => {
    const other = standsFor.get(name);
    return other === undefined ? name : real(other);
  };
  const flat: FlatLayer[] = [];
  for (const { layer, name, inputs } of layers) {
    const className = textIn(layer.class_name);
    const [from] = inputs;
    if (AUGMENTATIONS.test(className) && from !== undefined) {
      skipped.push(name);
      standsFor.set(name, from);
    } else if (MODELS.has(className)) {
      const inner = flatten(layer, skipped);
      // At the beginning its own input is the whole model's.
      if (from !== undefined) standsFor.set(inner.input, from);
      const kept =
        from === undefined ? inner.layers : inner.layers.filter((each) => each.name !== inner.input);
      flat.push(...kept.map((each) => ({ ...each, inputs: each.inputs.map(real) })));
      standsFor.set(name, inner.output);
    } else {
      const config = isObject(layer.config) ? layer.config : {};
      flat.push({ name, class_name: className, config, inputs: inputs.map(real) });
    }
  }
  return { layers: flat, input: real(input), output: real(output) };
}
