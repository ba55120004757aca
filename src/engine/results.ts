import type { Part } from '../plan/catalog';
import type { PartCounts } from '../plan/expressions';
import type { CandidateSpec } from '../plan/plan';

/** Results as plain data: what crosses the worker boundary, goes into reports and is drawn. */

export interface DataSummary {
  readonly samples: number;
  readonly classes: readonly { readonly name: string; readonly counts: PartCounts }[];
}

/** What batch norm's statistics were re-estimated from, and what that changed. */
export interface StatisticsSummary {
  readonly samples: number;
  /** Batch norms of the body. */
  readonly norms: number;
  /** How far mean and deviation moved together, in deviations as they were stored: the median over all channels. */
  readonly shift: number;
}

export interface EmbedSummary {
  readonly part: Part;
  readonly samples: number;
  readonly views: number;
  /** Shape of one sample's features. */
  readonly shape: readonly number[];
  readonly bytes: number;
  /** Samples a second. */
  readonly rate: number;
  /** How many samples were pushed through the network: `samples × views`, or 0 when cached. */
  readonly passes: number;
}

export interface EpochMetrics {
  /** Counted from 1. */
  readonly epoch: number;
  readonly learningRate: number;
  /** Mean over the epoch, with regularisation and label smoothing as trained. */
  readonly loss: number;
  /** Running accuracy in training, in [0, 1]. */
  readonly accuracy: number;
  /** Absent without a validation part. */
  readonly valLoss?: number;
  readonly valAccuracy?: number;
  /** Only the head learned, before fine-tuning began. */
  readonly probes?: boolean;
}

export interface FitSummary {
  readonly history: readonly EpochMetrics[];
  readonly epochsPlanned: number;
  /** The epoch whose weights were kept, counted from 1. */
  readonly bestEpoch: number;
  readonly stoppedEarly: boolean;
  readonly trainableParams: number;
  readonly trainSamples: number;
  readonly valSamples: number;
  readonly classes: readonly string[];
}

export interface RangeTestPoint {
  readonly rate: number;
  /** Of one batch before its step, in nats, regularisation included. */
  readonly loss: number;
  readonly smoothed: number;
}

/** What a learning-rate range test found. */
export interface RangeTestSummary {
  /** In the order of the steps: the rate grows. */
  readonly points: readonly RangeTestPoint[];
  readonly stepsPlanned: number;
  /** It stopped because the loss fell apart. */
  readonly diverged: boolean;
  /** The rate at which the loss fell fastest; absent where it hardly fell. */
  readonly steepest?: number;
  /** A tenth of the rate at the lowest loss; absent where the loss did not rise again. */
  readonly tenthOfMinimum?: number;
  /** Absent where the loss hardly fell. */
  readonly suggestion?: { readonly rate: number; readonly by: 'minimum' | 'steepest' };
}

/** What a network reaches on images that it was kept from. */
export interface CrossValidationSummary {
  /** In [0, 1]. */
  readonly accuracy: number;
  readonly samples: number;
  readonly folds: number;
}

/**
 * What is told of frozen features without training: accuracy in [0, 1] of a `probe` (linear, in closed form) and
 * of nearest `neighbours`; `logme` in nats a sample; `hScore` from 0 to classes − 1; `leep` and `nce` in
 * nats, at most 0, where the network still has its source classes. Higher is better in all.
 */
export type ScoreName = 'probe' | 'neighbours' | 'logme' | 'hScore' | 'leep' | 'nce';

export interface AdvisedCandidate extends CandidateSpec {
  readonly scores: Readonly<Partial<Record<ScoreName, number>>>;
  /** Of the probe's accuracy: what 95 % of the resamples gave. */
  readonly interval: readonly [low: number, high: number];
  /** The share of resamples in which the first of the ranking is better than this one; ½ for the first itself. */
  readonly firstIsBetter: number;
  /** 1 for those too close to the first to call, 2 for those too close to the first behind these, and so on. */
  readonly group: number;
  /** The share of resamples in which its probe's squared error is smaller than that of a network from scratch. */
  readonly beatsScratch: number;
}

/** Which frozen features suit the data, told without training. */
export interface AdviceSummary {
  /** The best first. */
  readonly candidates: readonly AdvisedCandidate[];
  /** Accuracy of a small network that learned from scratch, on images that it was kept from. */
  readonly scratch: number;
  /** Accuracy of always answering the most frequent class. */
  readonly majorityBaseline: number;
  readonly samples: number;
  /** Sources that the samples come from: draws are of whole sources. As many as samples where none are known. */
  readonly sources: number;
  readonly classes: readonly string[];
  /** Kendall's τ-b between the ranking and what each other score says of the same candidates. */
  readonly agreement: readonly { readonly score: ScoreName; readonly tau: number }[];
}

export interface ClassMetrics {
  readonly name: string;
  /** Samples of this class. */
  readonly support: number;
  /** 0 where undefined (no sample predicted as this class), as scikit-learn does. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface Mistake {
  readonly dataset: string;
  readonly sample: string;
  readonly truth: number;
  readonly predicted: number;
  /** Probability of the predicted class. */
  readonly confidence: number;
  /** Probability of the true class. */
  readonly truthProbability: number;
}

/** What was answered for each sample of the part: columns of equal length, in the dataset's order. */
export interface SampleAnswers {
  readonly dataset: string;
  /** Ids in the dataset. */
  readonly samples: readonly string[];
  /** Places in the report's classes. */
  readonly truth: readonly number[];
  readonly predicted: readonly number[];
  /** Probability of the predicted class. */
  readonly confidence: readonly number[];
  /** Probability of the true class. */
  readonly truthProbability: readonly number[];
}

export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly confidence: number;
  readonly accuracy: number;
}

/** All rates in [0, 1]. */
export interface EvaluationReport {
  readonly part: Part;
  readonly samples: number;
  readonly classes: readonly ClassMetrics[];
  readonly accuracy: number;
  /** Half-width of the 95 % Wilson score interval of the accuracy: [low, high]. */
  readonly accuracyInterval: readonly [number, number];
  /** Mean recall over the classes that occur. */
  readonly balancedAccuracy: number;
  readonly macroF1: number;
  /** Mean negative log-likelihood, in nats. */
  readonly logLoss: number;
  /** Expected calibration error, 15 equal-width bins (Guo et al. 2017). */
  readonly calibrationError: number;
  readonly calibration: readonly CalibrationBin[];
  /** Rows: truth; columns: prediction. */
  readonly confusion: readonly (readonly number[])[];
  /** The most confident mistakes first. */
  readonly mistakes: readonly Mistake[];
  readonly answers: SampleAnswers;
  /** Accuracy of always answering the most frequent class of the training part. */
  readonly majorityBaseline: number;
}
