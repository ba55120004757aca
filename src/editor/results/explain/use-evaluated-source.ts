import { useMemo } from 'react';
import { useEditor } from '../../store/editor-store';
import { type EvaluatedSource, evaluatedSource } from './evaluated-source';

/** What the evaluation with this content key read, as long as a plan that knows it is at hand. */
export function useEvaluatedSource(stepKey: string): EvaluatedSource | undefined {
  const now = useEditor((state) => state.analysis?.plan);
  const ran = useEditor((state) => state.run.plan);
  return useMemo(() => evaluatedSource([now, ran], stepKey), [now, ran, stepKey]);
}
