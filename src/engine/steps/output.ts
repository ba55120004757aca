import type { Problem } from '../../graph/problem';
import type { PrefixSpec } from '../../plan/plan';
import type { Dataset } from '../data/dataset';
import type { BackendInfo, StepEvent, StepResult } from '../events';
import type { TrainedNetwork, WeightMap } from '../networks/network';
import type { Platform } from '../platform/platform';
import type { StoredContent } from '../store/content-store';
import type { ContentWriter } from '../store/content-writer';
import type { StoredKind } from '../store/entry';
import type { CheckpointStore } from '../training/checkpoint';
import type { Features } from './features';

/** What one step hands to the next. No tensor outlives its step. */
export type StepOutput =
  | { readonly op: 'data'; readonly dataset: Dataset }
  /** Every weight that differs from the body's first ones: the statistics, and what an earlier training left. */
  | { readonly op: 're-estimate'; readonly weights: WeightMap }
  | { readonly op: 'embed'; readonly features: Features }
  | { readonly op: 'fit'; readonly network: TrainedNetwork; readonly trainCounts: readonly number[] }
  | { readonly op: 'range-test' }
  /** Of each sample, by its position in the dataset, the probabilities by a training without it: [samples, classes]. */
  | { readonly op: 'cross-validate'; readonly samples: Int32Array; readonly answers: Float32Array }
  | { readonly op: 'advise' }
  | { readonly op: 'evaluate' };

export interface Executed {
  readonly output: StepOutput;
  readonly result: StepResult;
  readonly problems: readonly Omit<Problem, 'nodeId'>[];
  /** Memory that keeping it costs. */
  readonly bytes: number;
}

/** Where the result of one step is stored. */
export interface StepResults {
  /** `undefined` where it cannot be stored; `bytes` is how large it may get. */
  write(kind: StoredKind, label: string, bytes: number): Promise<ContentWriter | undefined>;
  /** What is stored, when it is whole. */
  open(): Promise<StoredContent | undefined>;
}

/** A step that an embed step computes along with its own. */
export interface Alongside {
  readonly body: PrefixSpec;
  readonly results?: StepResults;
  keep(executed: Executed): Promise<void>;
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
  /** Other cuts of the same network, for the same images: what they give is handed over as well. */
  readonly alongside?: readonly Alongside[];
  /** Where a result may go as it is made; absent where nothing is stored. */
  readonly results?: StepResults;
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
