/** Nats. Guessing among a thousand classes costs 7; NaN and infinity are not below it either. */
const DIVERGED_LOSS = 1e4;

/** What showed that training fell apart. */
export type Symptom = 'loss' | 'gradient' | 'validation' | 'weights';

/** Training fell apart: thrown where it shows, and told to people by `divergedFailure`. */
export class Divergence extends Error {
  readonly symptom: Symptom;
  readonly value: number;

  constructor(symptom: Symptom, value: number) {
    super(`Training fell apart: ${symptom} ${value}.`);
    this.name = 'Divergence';
    this.symptom = symptom;
    this.value = value;
  }
}

/** `loss` is a mean in nats. */
export function refuseDiverged(symptom: 'loss' | 'validation', loss: number): void {
  if (!(loss < DIVERGED_LOSS)) throw new Divergence(symptom, loss);
}

/** Weights can break without a trace in the loss: a ReLU may turn NaN into 0. */
export function refuseBroken(arrays: Iterable<Float32Array>): void {
  for (const values of arrays) {
    // One sum instead of a test of each value: it is finite only if they all are.
    let sum = 0;
    for (let index = 0; index < values.length; index++) sum += (values[index] ?? 0) * 0;
    if (sum !== 0) throw new Divergence('weights', Number.NaN);
  }
}
