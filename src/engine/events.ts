import type { Problem } from '../graph/problem';
import type { StepOp } from '../plan/plan';
import type {
  AdviceSummary,
  CrossValidationSummary,
  DataSummary,
  EmbedSummary,
  EpochMetrics,
  EvaluationReport,
  FitSummary,
  RangeTestSummary,
  StatisticsSummary,
} from './results';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

export interface BackendInfo {
  readonly name: BackendName;
  /** E.g. `WASM · SIMD · 4 threads` or the GPU adapter's name. */
  readonly label: string;
  readonly threads: number;
  /** Why this one was chosen, e.g. "No GPU found: the adapter is a software renderer." */
  readonly reason: string;
}

export type StepResult =
  | { readonly op: 'load' | 'split' | 'augment'; readonly data: DataSummary }
  | { readonly op: 're-estimate'; readonly statistics: StatisticsSummary }
  | { readonly op: 'embed'; readonly embed: EmbedSummary }
  | { readonly op: 'fit'; readonly fit: FitSummary }
  | { readonly op: 'range-test'; readonly rangeTest: RangeTestSummary }
  | { readonly op: 'cross-validate'; readonly crossValidation: CrossValidationSummary }
  | { readonly op: 'advise'; readonly advice: AdviceSummary }
  | { readonly op: 'evaluate'; readonly report: EvaluationReport };

/** `paused`: stopped on request with its state saved; the same plan run again goes on from there. */
export type RunStatus = 'done' | 'failed' | 'cancelled' | 'paused';

/** Each event names its run; those of a step also name the step and the node that shows it. */
export type RunEvent = { readonly runId: string } & (
  | {
      readonly type: 'run-started';
      readonly backend: BackendInfo;
      readonly steps: readonly {
        readonly id: string;
        readonly op: StepOp;
        readonly nodes: readonly string[];
      }[];
    }
  | {
      readonly type: 'run-finished';
      readonly status: RunStatus;
      readonly ms: number;
      /** Why the run could not even begin, where that is so. */
      readonly problem?: Problem;
    }
  /** The rest of the run computes on another backend, e.g. because the GPU was lost. */
  | { readonly type: 'backend-changed'; readonly backend: BackendInfo; readonly problem: Problem }
  /** Something about the whole run that the user should know, e.g. that results cannot be stored. */
  | { readonly type: 'run-notice'; readonly problem: Problem }
  | ({ readonly stepId: string; readonly nodes: readonly string[] } & (
      | { readonly type: 'step-started' }
      | {
          readonly type: 'step-progress';
          /** In `unit`s. */
          readonly done: number;
          readonly total: number;
          readonly unit: 'samples' | 'batches' | 'candidates';
          /** Units a second, over the last few seconds. */
          readonly rate: number;
          readonly secondsLeft: number;
        }
      | {
          readonly type: 'batch';
          readonly epoch: number;
          /** Counted from 1, within the epoch. */
          readonly batch: number;
          readonly batches: number;
          readonly loss: number;
          readonly learningRate: number;
        }
      | { readonly type: 'epoch'; readonly epochs: number; readonly metrics: EpochMetrics }
      /** Training goes on from a checkpoint: the whole epochs behind it, and batches done of the current one. */
      | {
          readonly type: 'resumed';
          readonly epochs: number;
          readonly batch: number;
          readonly history: readonly EpochMetrics[];
        }
      | {
          readonly type: 'step-finished';
          readonly cached: boolean;
          readonly ms: number;
          readonly result: StepResult;
          /** Warnings that only running could find, e.g. unreadable files that were left out. */
          readonly problems: readonly Problem[];
        }
      | { readonly type: 'step-failed'; readonly problem: Problem }
      /** A step that it needs failed. */
      | { readonly type: 'step-blocked'; readonly by: string }
      /** It would compute for others only: those have stored results, or cannot run. */
      | { readonly type: 'step-skipped'; readonly because: 'stored' | 'blocked' }
      | { readonly type: 'step-cancelled' }
      | { readonly type: 'step-paused' }
    ))
);

/** Omit that keeps the cases of a union apart. */
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What an executor emits: the run and step are added by the runner. */
export type StepEvent = DistributiveOmit<
  Extract<RunEvent, { type: 'step-progress' | 'batch' | 'epoch' | 'resumed' }>,
  'runId' | 'stepId' | 'nodes'
>;
