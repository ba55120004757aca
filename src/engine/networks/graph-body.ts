import * as tf from '@tensorflow/tfjs';
import type { Preprocessing } from '../../plan/catalog';
import { divideWeights, type GraphNode, type GraphWeight } from './graph-weights';
import { heNormal, type Initial, ONES, ZEROS } from './initial';
import { unitInputs } from './layer-weights';
import type { Body, BodyParameter } from './network';
import { preprocess } from './preprocess';

/** The part of a GraphModel's executor that holds its weights; each entry is a list of one tensor. */
interface WeightHolder {
  readonly weightMap: Record<string, tf.Tensor[]>;
}

/**
 * A body over a GraphModel, executed from boundary to boundary by feeding intermediate nodes. It owns
 * the model. Weights become variables inside of the executor, so gradients reach them. Batch norm was
 * folded into the convolutions when the model was exported: it always uses stored statistics.
 */
export function graphBody(
  model: tf.GraphModel,
  nodes: readonly GraphNode[],
  boundaries: readonly string[],
  preprocessing: Preprocessing,
): Body {
  const input = nodes.find(({ op }) => op === 'Placeholder')?.name;
  if (input === undefined) throw new Error('The network has no input.');
  const { weightMap } = (model as unknown as { executor: WeightHolder }).executor;
  const parameters = divideWeights(nodes, boundaries).map((weights) =>
    [...weights].map(([name, weight]) => trainable(weightMap, name, weight)),
  );
  return {
    blocks: boundaries,
    forward: (x, from, to) =>
      tf.tidy(() => {
        const start = from === 0 ? preprocess(x, preprocessing) : x.clone();
        if (to <= from) return start;
        const feed = { [from === 0 ? input : (boundaries[from - 1] ?? '')]: start };
        return model.execute(feed, boundaries[to - 1]) as tf.Tensor;
      }),
    parameters: (from, to): readonly BodyParameter[] => parameters.slice(from, to).flat(),
    dispose() {
      for (const { variable } of parameters.flat()) variable.dispose();
      model.dispose();
    },
  };
}

/** Puts a variable in the place of a constant weight; both share one copy of the values. */
function trainable(weightMap: Record<string, tf.Tensor[]>, name: string, weight: GraphWeight): BodyParameter {
  const [constant] = weightMap[name] ?? [];
  if (!constant) throw new Error(`The network's file has no weight "${name}".`);
  const { role } = weight;
  const variable = tf.variable(constant, role !== 'state');
  weightMap[name] = [variable];
  constant.dispose();
  return { name, variable, role, initial: initialOf(weight, variable.shape) };
}

function initialOf({ role, depthwise, scales }: GraphWeight, shape: readonly number[]): Initial {
  if (role === 'kernel') return heNormal(unitInputs(shape, depthwise));
  return scales ? ONES : ZEROS;
}
