import {
  Compass,
  Dumbbell,
  FlaskConical,
  Gauge,
  Images,
  type LucideIcon,
  Sigma,
  Snowflake,
  Split,
  TrendingUp,
  WandSparkles,
} from 'lucide-react';
import type { Step, StepOp } from '../../plan/plan';
import { t } from '../language/t';

interface StepKind {
  readonly icon: LucideIcon;
  /** What it does, for people. */
  readonly label: string;
  /** The colour of its lane. */
  readonly tint: 'data' | 'model' | 'training' | 'results';
}

export const STEP_KINDS: Readonly<Record<StepOp, StepKind>> = {
  load: { icon: Images, label: t('Load the images'), tint: 'data' },
  split: { icon: Split, label: t('Split'), tint: 'data' },
  augment: { icon: WandSparkles, label: t('Prepare variations'), tint: 'data' },
  're-estimate': { icon: Sigma, label: t('Re-estimate batch norm'), tint: 'model' },
  embed: { icon: Snowflake, label: t('Compute features'), tint: 'model' },
  fit: { icon: Dumbbell, label: t('Train'), tint: 'training' },
  'range-test': { icon: TrendingUp, label: t('Try learning rates'), tint: 'training' },
  'cross-validate': { icon: FlaskConical, label: t('Try from scratch'), tint: 'training' },
  advise: { icon: Compass, label: t('Compare features'), tint: 'training' },
  evaluate: { icon: Gauge, label: t('Evaluate'), tint: 'results' },
};

const PARTS = { train: t('training'), val: t('validation'), test: t('test') } as const;

/** The part of the data that a step is about, where a node has such a step for several parts. */
export const stepPart = (step: Step): string | undefined =>
  step.op === 'embed' ? PARTS[step.params.part] : undefined;
