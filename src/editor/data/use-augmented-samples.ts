import { useEffect, useState } from 'react';
import type { AugmentExpression } from '../../plan/expressions';
import type { Picture } from '../../worker/api';
import { engine } from '../engine/engine';
import { loadOf } from '../store/node-hooks';
import { filterSamples, pickSamples } from './pick-samples';
import { useDatasetIndex } from './use-dataset-index';

export interface AugmentedSample {
  readonly className: string;
  /** The original and one version of it. */
  readonly pictures: readonly Picture[];
}

const QUIET_MS = 120;
const NONE: readonly AugmentedSample[] = [];

/** A few samples of different classes, each before and after augmentation; drawn anew as the transforms change. */
export function useAugmentedSamples(
  expression: AugmentExpression | undefined,
  count: number,
  size: number,
): readonly AugmentedSample[] {
  const load = expression && loadOf(expression);
  const { index } = useDatasetIndex(load?.dataset);
  const [drawn, setDrawn] = useState(NONE);

  useEffect(() => {
    if (!expression || !load || !index) return;
    let current = true;
    const ask = async () => {
      const api = await engine();
      const next: AugmentedSample[] = [];
      for (const sample of pickSamples(filterSamples(index, load), count)) {
        const { seed, transforms } = expression;
        const outcome = await api.augmentPreview(load.dataset, sample.id, transforms, {
          seed,
          count: 2,
          size,
        });
        // Others may be waiting for the engine: what nobody looks at any more is not drawn.
        if (!current) return;
        if (outcome.ok) next.push({ className: index.classes[sample.class] ?? '', pictures: outcome.value });
      }
      setDrawn(next);
    };
    const timer = setTimeout(() => ask().catch(() => current && setDrawn(NONE)), QUIET_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [expression, load, index, count, size]);

  return drawn;
}
