import {
  Compass,
  Dumbbell,
  Gauge,
  Images,
  type LucideIcon,
  Snowflake,
  Split,
  TrendingUp,
  WandSparkles,
} from 'lucide-react';
import type { Step, StepOp } from '../../plan/plan';

interface StepKind {
  readonly icon: LucideIcon;
  /** What it does, for people. */
  readonly label: string;
  /** The colour of its lane. */
  readonly tint: 'data' | 'model' | 'training' | 'results';
}

export const STEP_KINDS: Readonly<Record<StepOp, StepKind>> = {
  load: { icon: Images, label: 'Load the images', tint: 'data' },
  split: { icon: Split, label: 'Split', tint: 'data' },
  augment: { icon: WandSparkles, label: 'Prepare variations', tint: 'data' },
  embed: { icon: Snowflake, label: 'Compute features', tint: 'model' },
  fit: { icon: Dumbbell, label: 'Train', tint: 'training' },
  'range-test': { icon: TrendingUp, label: 'Try learning rates', tint: 'training' },
  advise: { icon: Compass, label: 'Compare features', tint: 'training' },
  evaluate: { icon: Gauge, label: 'Evaluate', tint: 'results' },
};

const PARTS = { train: 'training', val: 'validation', test: 'test' } as const;

/** The part of the data that a step is about, where a node has such a step for several parts. */
export const stepPart = (step: Step): string | undefined =>
  step.op === 'embed' ? PARTS[step.params.part] : undefined;
