import { create } from 'zustand';
import type { ClassProbability } from '../../../worker/api';

interface Answer {
  readonly probabilities: readonly ClassProbability[];
  /** Object URL of the picture that was asked about; absent for the webcam's. */
  readonly picture?: string;
  /** That picture itself. */
  readonly blob?: Blob;
}

interface TryItState {
  /** The last answer of each Try it node, by node. */
  readonly answers: Readonly<Record<string, Answer>>;
}

export const useTryIt = create<TryItState>()(() => ({ answers: {} }));

/** Puts an answer in the place of the one before, whose picture is given back. */
export function showAnswer(nodeId: string, answer: Answer): void {
  useTryIt.setState(({ answers }) => {
    const before = answers[nodeId]?.picture;
    if (before && before !== answer.picture) URL.revokeObjectURL(before);
    return { answers: { ...answers, [nodeId]: answer } };
  });
}
