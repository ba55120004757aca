import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../graph/problem';
import type { ExplainRequest, Explanation } from '../../../worker/api';
import { engine } from '../../engine/engine';

interface State {
  /** The last answer; an older one stays while the next is computed. */
  readonly answer?: Explanation;
  readonly problem?: Problem;
  readonly busy: boolean;
  /** In [0, 1], where the method tells how far it is. */
  readonly progress?: number;
}

/** Asks for an explanation whenever the request changes, and drops what is not wanted any more. */
export function useExplanation(request: ExplainRequest): State {
  const [state, setState] = useState<State>({ busy: true });
  const { fitKey, picture, options } = request;
  const latest = useRef(request);
  latest.current = request;
  const blob = picture instanceof Blob ? picture : undefined;
  const wanted = JSON.stringify([fitKey, options, blob ? '' : picture]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `wanted` says what the request is, however often it is made anew
  useEffect(() => {
    const id = crypto.randomUUID();
    let current = true;
    setState(({ answer }) => ({ answer, busy: true }));
    const fail = (problem: Problem) => current && setState({ problem, busy: false });
    const ask = async () => {
      const outcome = await (await engine()).explain(id, latest.current, (done, total) => {
        if (current) setState((before) => ({ ...before, progress: done / total }));
      });
      if (!current) return;
      if (outcome.ok) setState({ answer: outcome.value, busy: false });
      else fail(outcome.problems[0] ?? unexpected('The engine gave no answer.'));
    };
    ask().catch((error: unknown) => fail(unexpected(error)));
    return () => {
      current = false;
      engine().then(
        (api) => api.stopAnswer(id),
        () => undefined,
      );
    };
  }, [wanted, blob]);

  return state;
}

const unexpected = (error: unknown): Problem => ({
  code: 'explain/unexpected',
  severity: 'error',
  message: error instanceof Error ? error.message : String(error),
});
