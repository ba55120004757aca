import type { FitOptions } from '../../plan/expressions';
import { StepFailure } from '../run/failure';
import type { Divergence, Symptom } from './divergence';
import type { Fitted } from './fit';
import { type Circumstances, likelyCauses } from './likely-causes';
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

/** More would not be read. */
const MOST_CAUSES = 3;

/** The problem for people: where it happened, what is left, and what most likely caused it. */
export function divergedFailure(
  { symptom, value }: Divergence,
  { epoch, batch }: Position,
  options: FitOptions,
  circumstances: Omit<Circumstances, 'epoch'>,
  lastGood: Fitted | undefined,
): Diverged {
  const within = symptom === 'loss' || symptom === 'gradient';
  const what = MESSAGES[symptom](value);
  const rest = remains(lastGood);
  const causes = likelyCauses(options, { ...circumstances, epoch }).slice(0, MOST_CAUSES);
  const param = causes.find((cause) => cause.param !== undefined)?.param;
  return new Diverged(
    {
      code: 'fit/diverged',
      param,
      message: within
        ? `${what} in epoch ${epoch}, batch ${batch + 1}: training fell apart. ${rest}`
        : `${what} after epoch ${epoch}: training fell apart. ${rest}`,
      expected: 'a loss that falls',
      received: Number.isFinite(value) ? value.toPrecision(3) : String(value),
      hint: `Likely causes, the likeliest first: ${causes.map(({ text }, index) => `${index + 1}. ${text}`).join('; ')}.`,
    },
    lastGood,
  );
}

const MESSAGES: Readonly<Record<Symptom, (value: number) => string>> = {
  loss: (value) => `The loss ${became(value)}`,
  validation: (value) => `The validation loss ${became(value)}`,
  gradient: () => 'The gradient was no longer a finite number',
  weights: () => 'Some weights were no longer finite numbers',
};

const became = (loss: number): string =>
  Number.isFinite(loss) ? `rose to ${loss.toPrecision(3)}` : 'was no longer a finite number';

const remains = (lastGood: Fitted | undefined): string =>
  lastGood
    ? `The weights of epoch ${lastGood.bestEpoch} are kept, so you can still try them.`
    : 'No epoch was finished, so there is nothing to keep.';
