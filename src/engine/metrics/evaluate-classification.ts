import type { Part } from '../../plan/catalog';
import type { EvaluationReport } from '../results';
import { calibrationBins, calibrationError } from './calibration';
import { accuracyOf, balancedAccuracyOf, classMetrics, confusionMatrix, macroF1Of } from './confusion';
import { logLoss } from './log-loss';
import { type SampleName, worstMistakes } from './mistakes';
import { predictedClasses, ratio } from './predictions';
import { sampleAnswers } from './sample-answers';
import { wilsonInterval } from './wilson';

export interface Evaluation {
  /** Index of the true class of each sample. */
  readonly truth: ArrayLike<number>;
  /** Row-major [samples, classes]; each row sums to 1. */
  readonly probabilities: Float32Array;
  readonly classes: readonly string[];
  readonly samples: readonly SampleName[];
  readonly part: Part;
  /** How many of the most confident mistakes to keep. */
  readonly mistakes: number;
  /** Training samples of each class: what the majority baseline knows. */
  readonly trainCounts: readonly number[];
}

/** All that the Evaluate node reports. Without samples every rate is 0. */
export function evaluateClassification(evaluation: Evaluation): EvaluationReport {
  const { truth, probabilities, classes, samples, trainCounts } = evaluation;
  if (probabilities.length !== truth.length * classes.length || samples.length !== truth.length) {
    throw new RangeError(
      `Expected ${truth.length} samples with ${classes.length} probabilities each, received ${samples.length} samples and ${probabilities.length} probabilities.`,
    );
  }
  const predictions = { truth, probabilities, classes: classes.length };
  const predicted = predictedClasses(predictions);
  const confusion = confusionMatrix(truth, predicted, classes.length);
  const metrics = classMetrics(confusion, classes);
  const accuracy = accuracyOf(confusion);
  const calibration = calibrationBins(predictions, predicted);
  return {
    part: evaluation.part,
    samples: truth.length,
    classes: metrics,
    accuracy,
    accuracyInterval: wilsonInterval(accuracy, truth.length),
    balancedAccuracy: balancedAccuracyOf(metrics),
    macroF1: macroF1Of(confusion, metrics),
    logLoss: logLoss(predictions),
    calibrationError: calibrationError(calibration),
    calibration,
    confusion,
    answers: sampleAnswers(predictions, predicted, samples),
    mistakes: worstMistakes(predictions, predicted, samples, evaluation.mistakes),
    majorityBaseline: ratio(metrics[mostFrequent(trainCounts)]?.support ?? 0, truth.length),
  };
}

/** The first of equals. */
const mostFrequent = (counts: readonly number[]): number => counts.indexOf(Math.max(...counts));
