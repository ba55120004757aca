import {
  Blocks,
  Brain,
  Camera,
  CircleQuestionMark,
  Compass,
  Dumbbell,
  Gauge,
  GraduationCap,
  Images,
  Layers,
  type LucideIcon,
  Snowflake,
  Split,
  Sprout,
  StickyNote,
  Target,
  TrendingUp,
  WandSparkles,
} from 'lucide-react';
import type { Category, NodeKind } from '../../plan/kind';
import { t } from '../language/t';

/** Icons of the kinds that have one of their own; a new kind shows its category's until it gets one. */
const BY_KIND: Readonly<Record<string, LucideIcon>> = {
  dataset: Images,
  split: Split,
  augment: WandSparkles,
  backbone: Brain,
  'small-cnn': Blocks,
  'trained-model': Sprout,
  freeze: Snowflake,
  head: Target,
  advisor: Compass,
  'rate-finder': TrendingUp,
  train: Dumbbell,
  evaluate: Gauge,
  'try-it': Camera,
  note: StickyNote,
};

const BY_CATEGORY: Readonly<Record<Category, LucideIcon>> = {
  data: Images,
  model: Layers,
  training: GraduationCap,
  results: Gauge,
  notes: StickyNote,
};

export const iconOf = (kind: NodeKind | undefined): LucideIcon =>
  kind ? (BY_KIND[kind.kind] ?? BY_CATEGORY[kind.category]) : CircleQuestionMark;

export const CATEGORY_NAMES: Readonly<Record<Category, string>> = {
  data: t('Data'),
  model: t('Model'),
  training: t('Training'),
  results: t('Results'),
  notes: t('Notes'),
};
