import { useMemo } from 'react';
import type { SampleAnswers } from '../../../worker/api';
import { useEditor } from '../../store/editor-store';
import type { EvaluatedSource } from './evaluated-source';

/** Opens the explanation of an evaluated sample; absent where the network is not known any more. */
export function useExplainSample(
  answers: SampleAnswers,
  source: EvaluatedSource | undefined,
): ((sample: string) => void) | undefined {
  return useMemo(() => {
    if (!source) return undefined;
    const { fitKey, fit } = source;
    return (sample) => {
      const truth = answers.truth[answers.samples.indexOf(sample)];
      const picture = { dataset: answers.dataset, sample, fit };
      useEditor.setState({ dialog: { type: 'explain', about: { fitKey, picture, truth } } });
    };
  }, [answers, source]);
}
