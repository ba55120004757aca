import * as tf from '@tensorflow/tfjs';
import type { WeightMap } from '../networks/network';
import { type NamedVariable, readWeights, writeWeights } from '../networks/weights';
import type { Checkpoint } from './checkpoint';
import type { TrainingState } from './state';

/** What a checkpoint belongs to. */
export interface TrainingFrame {
  readonly backend: string;
  readonly epochs: number;
  /** Batches of an epoch. */
  readonly batches: number;
}

/**
 * The state as plain data. `weights` are the parameters' values where the caller has just read them.
 */
export async function captureCheckpoint(
  state: TrainingState,
  { backend, epochs }: TrainingFrame,
  weights?: WeightMap,
): Promise<Checkpoint> {
  const { parameters, optimizer, monitor, plateau, position, history } = state;
  const current = weights ?? (await readWeights(parameters));
  const kept = monitor.kept()?.weights;
  return {
    backend,
    epochs,
    ...position,
    history: [...history],
    steps: optimizer.steps(),
    monitor: monitor.state(),
    plateau: plateau.state(),
    tensors: {
      ...prefixed('weight/', current),
      ...prefixed('slot/', await readWeights(optimizer.slots)),
      ...(kept && kept !== current && prefixed('best/', kept)),
    },
  };
}

/** Puts the state back to where the checkpoint was taken; one that does not fit changes nothing. */
export function restoreCheckpoint(
  state: TrainingState,
  frame: TrainingFrame,
  checkpoint: Checkpoint,
): boolean {
  if (!fits(state, frame, checkpoint)) return false;
  const { parameters, optimizer, monitor, plateau } = state;
  const { epoch, batch, lossSum, correct, history, tensors } = checkpoint;
  const weights = under('weight/', tensors);
  const best = under('best/', tensors);
  writeWeights(parameters, weights);
  writeWeights(optimizer.slots, under('slot/', tensors));
  optimizer.restoreSteps(checkpoint.steps);
  monitor.restore(checkpoint.monitor, Object.keys(best).length > 0 ? best : weights);
  plateau.restore(checkpoint.plateau);
  state.history.splice(0, state.history.length, ...history);
  state.position = { epoch, batch, lossSum, correct };
  return true;
}

/** A checkpoint of another network or of other settings is none for this training. */
function fits(state: TrainingState, { epochs, batches }: TrainingFrame, checkpoint: Checkpoint): boolean {
  const { parameters, optimizer } = state;
  const { epoch, batch, history, steps, monitor, tensors } = checkpoint;
  const best = under('best/', tensors);
  return (
    checkpoint.epochs === epochs &&
    epoch === history.length + 1 &&
    batch <= batches &&
    steps.length === optimizer.steps().length &&
    monitor.bestEpoch <= history.length &&
    matches(parameters, under('weight/', tensors)) &&
    matches(optimizer.slots, under('slot/', tensors)) &&
    (Object.keys(best).length === 0 || matches(parameters, best))
  );
}

/** The same names, each with the same shape. */
function matches(variables: readonly NamedVariable[], weights: WeightMap): boolean {
  return (
    Object.keys(weights).length === variables.length &&
    variables.every(({ name, variable }) => {
      const shape = weights[name]?.shape;
      return shape !== undefined && tf.util.arraysEqual([...shape], variable.shape);
    })
  );
}

const prefixed = (prefix: string, weights: WeightMap): WeightMap =>
  Object.fromEntries(Object.entries(weights).map(([name, weight]) => [prefix + name, weight]));

const under = (prefix: string, weights: WeightMap): WeightMap =>
  Object.fromEntries(
    Object.entries(weights).flatMap(([name, weight]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), weight]] : [],
    ),
  );
