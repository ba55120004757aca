import { type DatasetOutcome, summarizeDataset } from '../data/dataset';
import { StepFailure } from '../run/failure';
import type { Executed } from './output';

/** Rough memory of one sample's entry, in bytes: datasets hold references, no pixels. */
const ENTRY_BYTES = 64;

/** Wraps a dataset that a step made; an error among its problems fails the step. */
export function executedData(
  op: 'load' | 'split' | 'augment',
  { dataset, problems }: DatasetOutcome,
): Executed {
  const error = problems.find((problem) => problem.severity === 'error');
  if (error) throw new StepFailure(error);
  return {
    output: { op: 'data', dataset },
    result: { op, data: summarizeDataset(dataset) },
    problems,
    bytes: dataset.samples.length * ENTRY_BYTES,
  };
}
