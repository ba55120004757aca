import { createRandom, derive } from '../data/random';

/** Which of its stored versions a sample shows in an epoch (counted from 1): 0 is the original. */
export type ViewPick = (position: number, epoch: number, views: number) => number;

/** An epoch shows all samples in one version, the original first. */
export const inTurn: ViewPick = (_position, epoch, views) => (epoch - 1) % views;

/** Each sample draws its own in every epoch. */
export const mixed =
  (seed: number): ViewPick =>
  (position, epoch, views) =>
    createRandom(derive(seed, 'view', epoch, position)).integer(views);
