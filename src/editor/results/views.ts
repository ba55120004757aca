import type { ComponentType } from 'react';
import { soon } from '../loading/soon';
import { COMPARE_TAB, PLAN_TAB } from './tabs';

type View = ComponentType<{ readonly nodeId: string }>;

const CountsView = soon(() => import('./counts/counts-view').then((all) => all.CountsView));

/** What the panel shows of each kind. Kinds without a view of their own have the general one. */
export const VIEWS: Readonly<Record<string, View>> = {
  train: soon(() => import('./train/train-view').then((all) => all.TrainView)),
  evaluate: soon(() => import('./evaluate/evaluate-view').then((all) => all.EvaluateView)),
  'try-it': soon(() => import('./try-it/try-it-view').then((all) => all.TryItView)),
  advisor: soon(() => import('./advice/advice-view').then((all) => all.AdviceView)),
  'rate-finder': soon(() => import('./rates/rates-view').then((all) => all.RatesView)),
  [COMPARE_TAB]: soon(() => import('./evaluate/compare-view').then((all) => all.CompareView)),
  [PLAN_TAB]: soon(() => import('../plan/plan-view').then((all) => all.default)),
  dataset: CountsView,
  split: CountsView,
  augment: CountsView,
};

export const NodeView: View = soon(() => import('./node/node-view').then((all) => all.NodeView));
