import type { ComponentType } from 'react';
import { AdviceVisual } from './advice-visual';
import { AugmentVisual } from './augment-visual';
import { DatasetVisual } from './dataset-visual';
import { EvaluateVisual } from './evaluate-visual';
import { NetworkBar } from './network-bar';
import { RatesVisual } from './rates-visual';
import { SplitVisual } from './split-visual';
import { TrainVisual } from './train-visual';
import { TryItVisual } from './try-it-visual';

export interface VisualProps {
  readonly nodeId: string;
  readonly title: string;
}

/** What some kinds show on their node, beside their facts. A document may name a kind `constructor`: only own names count. */
const VISUALS: Readonly<Record<string, ComponentType<VisualProps>>> = {
  dataset: DatasetVisual,
  augment: AugmentVisual,
  advisor: AdviceVisual,
  'rate-finder': RatesVisual,
  split: SplitVisual,
  backbone: NetworkBar,
  'small-cnn': NetworkBar,
  'trained-model': NetworkBar,
  freeze: NetworkBar,
  head: NetworkBar,
  train: TrainVisual,
  evaluate: EvaluateVisual,
  'try-it': TryItVisual,
};

export const visualOf = (kind: string): ComponentType<VisualProps> | undefined =>
  Object.hasOwn(VISUALS, kind) ? VISUALS[kind] : undefined;
