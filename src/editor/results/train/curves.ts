import type { EpochMetrics } from '../../../worker/api';
import { t } from '../../language/t';

/** What is drawn over epochs. */
export type Metric = 'loss' | 'accuracy';

export interface Curve {
  readonly label: string;
  /** A custom property of the theme, e.g. `--curve-val`. */
  readonly color: string;
  /** By epoch; `null` where there is none. */
  readonly values: readonly (number | null)[];
}

/** Another training whose curves stand beside those that are looked at. */
export interface OtherRun {
  readonly name: string;
  readonly color: string;
  readonly history: readonly EpochMetrics[];
}

/** Training and validation of the run that is looked at, and one curve of each other: validation where it has any. */
export function curvesOf(
  metric: Metric,
  history: readonly EpochMetrics[],
  others: readonly OtherRun[],
): readonly Curve[] {
  const own = [
    { label: t('Training'), color: '--curve-train', values: trainingValues(metric, history) },
    { label: t('Validation'), color: '--curve-val', values: validationValues(metric, history) },
  ];
  return [
    ...own.filter(({ values }, place) => place === 0 || values.some((value) => value !== null)),
    ...others.map(({ name, color, history: other }) => {
      const validation = validationValues(metric, other);
      const isValidated = validation.some((value) => value !== null);
      return { label: name, color, values: isValidated ? validation : trainingValues(metric, other) };
    }),
  ];
}

const trainingValues = (metric: Metric, history: readonly EpochMetrics[]) =>
  history.map((epoch) => finite(metric === 'loss' ? epoch.loss : epoch.accuracy));

const validationValues = (metric: Metric, history: readonly EpochMetrics[]) =>
  history.map((epoch) => finite(metric === 'loss' ? epoch.valLoss : epoch.valAccuracy));

const finite = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : value;
