import type { ForwardMode } from './network';

/** Prediction, and frozen layers: nothing random, stored statistics. */
export const INFERENCE: ForwardMode = { training: false, batchNorm: 'stored', seed: 0 };
