import type { ComponentType } from 'react';
import type { Fact } from '../../../plan/kind';
import { t } from '../../language/t';
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

/** What the bar of a network says already, with the words of the facts that say the same. */
const SAID_BY_BAR: ReadonlySet<string> = new Set([t('Trainable'), t('Frozen'), t('Parameters')]);
const WITH_BAR: ReadonlySet<string> = new Set([
  'backbone',
  'small-cnn',
  'trained-model',
  'freeze',
  'head',
  'train',
]);

/** The facts to show below what a kind shows on its node. */
export const factsBeside = (kind: string, facts: readonly Fact[]): readonly Fact[] =>
  WITH_BAR.has(kind) ? facts.filter(({ label }) => !SAID_BY_BAR.has(label)) : facts;
