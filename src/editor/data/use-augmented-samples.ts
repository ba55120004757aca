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

/** What was drawn lately: a node that comes into view again, or is like another one, is not drawn anew. */
const drawnLately = new Map<string, readonly AugmentedSample[]>();
const MOST_KEPT = 40;

function keep(key: string, drawn: readonly AugmentedSample[]): void {
  drawnLately.set(key, drawn);
  const [oldest] = drawnLately.keys();
  if (drawnLately.size > MOST_KEPT && oldest !== undefined) drawnLately.delete(oldest);
}

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
    const { seed, transforms } = expression;
    const key = JSON.stringify([load, seed, transforms, count, size]);
    const known = drawnLately.get(key);
    if (known) return setDrawn(known);
    let current = true;
    const ask = async () => {
      const api = await engine();
      const next: AugmentedSample[] = [];
      for (const sample of pickSamples(filterSamples(index, load), count)) {
        const outcome = await api.augmentPreview(load.dataset, sample.id, transforms, {
          seed,
          count: 2,
          size,
        });
        // Others may be waiting for the engine: what nobody looks at any more is not drawn.
        if (!current) return;
        if (outcome.ok) next.push({ className: index.classes[sample.class] ?? '', pictures: outcome.value });
      }
      keep(key, next);
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
