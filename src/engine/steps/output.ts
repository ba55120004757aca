import type { Problem } from '../../graph/problem';
import type { Dataset } from '../data/dataset';
import type { BackendInfo, StepEvent, StepResult } from '../events';
import type { TrainedNetwork } from '../networks/network';
import type { Platform } from '../platform/platform';
import type { CheckpointStore } from '../training/checkpoint';

/** What the frozen prefix made of one part, in plain memory. */
export interface Features {
  /** Shape of one sample's features. */
  readonly shape: readonly number[];
  /** Indices into the dataset's samples; row r of view v is `data[v × samples.length + r]`. */
  readonly samples: Int32Array;
  readonly views: number;
  /** float32 [views × samples, ...shape], row-major. */
  readonly data: Float32Array;
  /** float32 [views × samples, classes]: soft labels, since mixing augmentations blend them. */
  readonly targets: Float32Array;
}

/** What one step hands to the next. Plain data only: no tensor outlives its step. */
export type StepOutput =
  | { readonly op: 'data'; readonly dataset: Dataset }
  | { readonly op: 'embed'; readonly features: Features }
  | { readonly op: 'fit'; readonly network: TrainedNetwork; readonly trainCounts: readonly number[] }
  | { readonly op: 'evaluate' };

export interface Executed {
  readonly output: StepOutput;
  readonly result: StepResult;
  readonly problems: readonly Omit<Problem, 'nodeId'>[];
  /** Memory that keeping it costs. */
  readonly bytes: number;
}

export interface StepContext {
  readonly platform: Platform;
  readonly backend: Pick<BackendInfo, 'name'>;
  /** Cancels. */
  readonly signal: AbortSignal;
  /** Asks to save the state and throw `Paused` after the batch that is running. */
  readonly pause: AbortSignal;
  /** Of this step, where it is a training. */
  readonly checkpoints: CheckpointStore;
  readonly emit: (event: StepEvent) => void;
}

export type Inputs = Readonly<Record<string, StepOutput>>;

/** Reads an input by role; a plan that lacks it is a defect of the compiler. */
export function inputOf<Op extends StepOutput['op']>(
  inputs: Inputs,
  role: string,
  op: Op,
): Extract<StepOutput, { op: Op }> {
  const found = optionalInputOf(inputs, role, op);
  if (!found) throw new Error(`The plan gives this step no "${role}".`);
  return found;
}

export function optionalInputOf<Op extends StepOutput['op']>(
  inputs: Inputs,
  role: string,
  op: Op,
): Extract<StepOutput, { op: Op }> | undefined {
  const input = inputs[role];
  return input?.op === op ? (input as Extract<StepOutput, { op: Op }>) : undefined;
}
