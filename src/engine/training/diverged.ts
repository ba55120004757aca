import { StepFailure } from '../run/failure';

/** Nats. Guessing among a thousand classes costs 7; NaN and infinity are not below it either. */
const DIVERGED_LOSS = 1e4;

/** Throws a problem for people when the loss shows that training fell apart. Places count from 1. */
export function refuseDiverged(
  loss: number,
  { epoch, batch }: { readonly epoch: number; readonly batch?: number },
): void {
  if (loss < DIVERGED_LOSS) return;
  const place = batch === undefined ? `after epoch ${epoch}` : `in epoch ${epoch}, batch ${batch}`;
  throw new StepFailure({
    code: 'fit/diverged',
    param: 'learningRate',
    message: `The loss rose to ${loss.toPrecision(3)} ${place}: training fell apart.`,
    expected: 'a loss that falls',
    received: String(loss),
    hint: 'Most often the learning rate is too high: try a tenth of it, or add warm-up.',
  });
}
