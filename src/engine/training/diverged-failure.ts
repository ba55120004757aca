import type { FitOptions } from '../../plan/expressions';
import { StepFailure } from '../run/failure';
import type { Divergence, Symptom } from './divergence';
import type { Fitted } from './fit';
import type { Position } from './state';

/** Training fell apart; `lastGood` is what it had learned until then, where a whole epoch was done. */
export class Diverged extends StepFailure {
  readonly lastGood: Fitted | undefined;

  constructor(problem: StepFailure['problem'], lastGood: Fitted | undefined) {
    super(problem);
    this.name = 'Diverged';
    this.lastGood = lastGood;
  }
}

/** The problem for people: where it happened, what is left, and what most likely caused it. */
export function divergedFailure(
  { symptom, value }: Divergence,
  { epoch, batch }: Position,
  options: FitOptions,
  lastGood: Fitted | undefined,
): Diverged {
  const within = symptom === 'loss' || symptom === 'gradient';
  const place = within ? `in epoch ${epoch}, batch ${batch + 1}` : `after epoch ${epoch}`;
  return new Diverged(
    {
      code: 'fit/diverged',
      param: 'learningRate',
      message: `${MESSAGES[symptom](value)} ${place}: training fell apart. ${remains(lastGood)}`,
      expected: 'a loss that falls',
      received: String(value),
      hint: `Most likely first: ${likelyCauses(options).join(' ')}`,
    },
    lastGood,
  );
}

const MESSAGES: Readonly<Record<Symptom, (value: number) => string>> = {
  loss: (value) => `The loss rose to ${value.toPrecision(3)}`,
  validation: (value) => `The validation loss rose to ${value.toPrecision(3)}`,
  gradient: () => 'The gradient was no longer a finite number',
  weights: () => 'Some weights were no longer finite numbers',
};

const remains = (lastGood: Fitted | undefined): string =>
  lastGood
    ? `The weights of epoch ${lastGood.bestEpoch} are kept, so you can still try them.`
    : 'No epoch was finished, so there is nothing to keep.';

function likelyCauses(options: FitOptions): string[] {
  const tenth = Number((options.learningRate / 10).toPrecision(2));
  return [
    `the learning rate of ${options.learningRate} is too high: try ${tenth}.`,
    ...(options.warmupEpochs === 0 ? ['There is no warm-up: half an epoch of it helps large rates.'] : []),
  ];
}
