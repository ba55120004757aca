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

/** The weights at one moment, in plain memory. */
export interface Reading {
  readonly weights: WeightMap;
  /** Their moving average, where there is one. */
  readonly average?: WeightMap;
}

export async function readState({ parameters, average }: TrainingState): Promise<Reading> {
  return {
    weights: await readWeights(parameters),
    ...(average && { average: await readWeights(average.variables) }),
  };
}

/** Those that count: the average where there is one. */
export const resultOf = ({ weights, average }: Reading): WeightMap => average ?? weights;

/** The state as plain data, with the weights that the caller has just read. */
export async function captureCheckpoint(
  state: TrainingState,
  { backend, epochs }: TrainingFrame,
  reading: Reading,
): Promise<Checkpoint> {
  const { optimizer, monitor, plateau, position, history } = state;
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
      ...prefixed('weight/', reading.weights),
      ...prefixed('slot/', await readWeights(optimizer.slots)),
      ...prefixed('ema/', reading.average ?? {}),
      ...(kept && kept !== resultOf(reading) && prefixed('best/', kept)),
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
  const { parameters, optimizer, monitor, plateau, average } = state;
  const { epoch, batch, lossSum, correct, history, tensors } = checkpoint;
  const weights = under('weight/', tensors);
  const averaged = under('ema/', tensors);
  const best = under('best/', tensors);
  writeWeights(parameters, weights);
  writeWeights(average?.variables ?? [], averaged);
  writeWeights(optimizer.slots, under('slot/', tensors));
  optimizer.restoreSteps(checkpoint.steps);
  monitor.restore(
    checkpoint.monitor,
    isEmpty(best) ? resultOf({ weights, ...(average && { average: averaged }) }) : best,
  );
  plateau.restore(checkpoint.plateau);
  state.history.splice(0, state.history.length, ...history);
  state.position = { epoch, batch, lossSum, correct };
  return true;
}

/** A checkpoint of another network or of other settings is none for this training. */
function fits(state: TrainingState, { epochs, batches }: TrainingFrame, checkpoint: Checkpoint): boolean {
  const { parameters, optimizer, average } = state;
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
    matches(average?.variables ?? [], under('ema/', tensors)) &&
    (isEmpty(best) || matches(parameters, best))
  );
}

const isEmpty = (weights: WeightMap): boolean => Object.keys(weights).length === 0;

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
