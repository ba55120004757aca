import { useEffect, useState } from 'react';
import type { Problem } from '../../graph/problem';
import type { AugmentExpression } from '../../plan/expressions';
import type { Picture } from '../../worker/api';
import { engine } from '../engine/engine';
import { loadOf } from '../store/node-hooks';
import { filterSamples, pickSamples } from './pick-samples';
import { useDatasetIndex } from './use-dataset-index';

interface Preview {
  /** The original first. */
  readonly pictures?: readonly Picture[];
  readonly className?: string;
  readonly problem?: Problem;
}

const QUIET_MS = 120;

/** Versions of one sample, drawn anew as the transforms change. `turn` chooses the sample. */
export function useAugmentPreview(
  expression: AugmentExpression | undefined,
  { turn, count, size }: { readonly turn: number; readonly count: number; readonly size: number },
): Preview {
  const load = expression && loadOf(expression);
  const { index } = useDatasetIndex(load?.dataset);
  const [preview, setPreview] = useState<Preview>({});

  useEffect(() => {
    if (!expression || !load || !index) return;
    const samples = filterSamples(index, load);
    const several = pickSamples(samples, 12, Math.floor(turn / 12));
    const sample = several[turn % Math.max(1, several.length)];
    if (!sample) return;
    let current = true;
    const ask = async () => {
      const api = await engine();
      const outcome = await api.augmentPreview(load.dataset, sample.id, expression.transforms, {
        seed: expression.seed,
        count,
        size,
      });
      if (!current) return;
      const className = index.classes[sample.class];
      setPreview(outcome.ok ? { pictures: outcome.value, className } : { problem: outcome.problems[0] });
    };
    const timer = setTimeout(() => ask().catch(() => current && setPreview({})), QUIET_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [expression, load, index, turn, count, size]);

  return preview;
}
