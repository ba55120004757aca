import { createRandom, derive } from '../data/random';

/** Which of its stored versions a sample shows in an epoch (counted from 1): 0 is the original. */
export type ViewPick = (position: number, epoch: number, views: number) => number;

/** An epoch shows all samples in one version, the original first. */
export const inTurn: ViewPick = (_position, epoch, views) => (epoch - 1) % views;

/** Each sample draws its own in every epoch: a stream an epoch, from which samples draw in their order. */
export function mixed(seed: number): ViewPick {
  let drawnFor = 0;
  let drawn: number[] = [];
  let random = createRandom(seed);
  return (position, epoch, views) => {
    if (epoch !== drawnFor) {
      drawnFor = epoch;
      drawn = [];
      random = createRandom(derive(seed, 'view', epoch));
    }
    while (drawn.length <= position) drawn.push(random.integer(views));
    return drawn[position] ?? 0;
  };
}
