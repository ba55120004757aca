import type { SampleAnswers } from '../../../worker/api';

/** What was answered for one sample. */
export interface SampleRow {
  readonly sample: string;
  /** Places in the classes. */
  readonly truth: number;
  readonly predicted: number;
  readonly isRight: boolean;
  /** Probability of the predicted class. */
  readonly confidence: number;
  /** Negative log-likelihood of the true class, in nats. */
  readonly loss: number;
}

export type SampleColumn = 'sample' | 'truth' | 'predicted' | 'confidence' | 'loss';

export interface SampleFilter {
  readonly answers: 'all' | 'wrong' | 'right';
  /** Places in the classes; absent: any. */
  readonly truth?: number;
  readonly predicted?: number;
}

/** As near to 0 as float32 probabilities are taken to come, in the log loss of the whole part too. */
const LEAST_PROBABILITY = 2 ** -23;

export const sampleRows = (answers: SampleAnswers): readonly SampleRow[] =>
  answers.samples.map((sample, place) => {
    const truth = answers.truth[place] ?? 0;
    const predicted = answers.predicted[place] ?? 0;
    return {
      sample,
      truth,
      predicted,
      isRight: truth === predicted,
      confidence: answers.confidence[place] ?? 0,
      loss: -Math.log(Math.max(LEAST_PROBABILITY, answers.truthProbability[place] ?? 0)),
    };
  });

export const filterRows = (
  rows: readonly SampleRow[],
  { answers, truth, predicted }: SampleFilter,
): readonly SampleRow[] =>
  rows.filter(
    (row) =>
      (answers === 'all' || row.isRight === (answers === 'right')) &&
      (truth === undefined || row.truth === truth) &&
      (predicted === undefined || row.predicted === predicted),
  );

const { compare } = new Intl.Collator('en', { numeric: true });

/** Sorted by one column; equal ones keep their order, also when it is turned around. Classes go by their names. */
export function sortRows(
  rows: readonly SampleRow[],
  column: SampleColumn,
  down: boolean,
  names: readonly string[],
): readonly SampleRow[] {
  const sign = down ? -1 : 1;
  const name = (place: number) => names[place] ?? '';
  const order: Readonly<Record<SampleColumn, (a: SampleRow, b: SampleRow) => number>> = {
    sample: (a, b) => compare(a.sample, b.sample),
    truth: (a, b) => compare(name(a.truth), name(b.truth)),
    predicted: (a, b) => compare(name(a.predicted), name(b.predicted)),
    confidence: (a, b) => a.confidence - b.confidence,
    loss: (a, b) => a.loss - b.loss,
  };
  return [...rows].sort((a, b) => sign * order[column](a, b));
}
