import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../graph/problem';
import type { Preprocessing } from '../../plan/catalog';
import type { LibraryEntry, MismatchReport, ModelSource, ReadAnswer, ReadProgress } from '../../worker/api';
import { engine } from '../engine/engine';
import { learnModel } from '../store/models';

export type ReadModel = Extract<ReadAnswer, { kind: 'read' }>;

/** Where the loading of weights is. */
export type Reading =
  | { readonly stage: 'form'; readonly problems: readonly Problem[]; readonly stopped?: boolean }
  | { readonly stage: 'reading'; readonly progress?: ReadProgress; readonly stopping?: boolean }
  | { readonly stage: 'mismatch'; readonly report: MismatchReport }
  | { readonly stage: 'review'; readonly model: ReadModel; readonly problems: readonly Problem[] };

/** What the person may decide before or after a first attempt. */
export interface ReadChoices {
  /** SHA-256 that the file must have. */
  readonly checksum?: string;
  readonly partial?: boolean;
  readonly architecture?: string;
}

const FORM: Reading = { stage: 'form', problems: [] };

/** Reads weights in the engine, and keeps them when the person says so. */
export function useReading(onKept: (entry: LibraryEntry) => void) {
  const [reading, setReading] = useState<Reading>(FORM);
  const id = useRef(crypto.randomUUID());
  const last = useRef<{ readonly source: ModelSource; readonly choices: ReadChoices }>(undefined);

  useEffect(() => {
    const readingId = id.current;
    // The dialog closed: nobody waits for the model any more.
    return () => {
      void engine().then((api) => Promise.all([api.stopReading(readingId), api.dropModel(readingId)]));
    };
  }, []);

  async function read(source: ModelSource, choices: ReadChoices): Promise<void> {
    last.current = { source, choices };
    setReading({ stage: 'reading' });
    // The last reports may come after the answer: they travel on their own.
    let going = true;
    const onProgress = (progress: ReadProgress) => {
      if (going) setReading((now) => (now.stage === 'reading' ? { ...now, progress } : now));
    };
    try {
      const api = await engine();
      const options = { ...choices, readAt: new Date().toISOString() };
      setReading(next(await api.readModel(id.current, source, options, onProgress)));
    } catch (error) {
      setReading({ stage: 'form', problems: [failure(error)] });
    } finally {
      going = false;
    }
  }

  return {
    reading,
    read,
    /** The same source again, with what the person decided about it. */
    async again(decided: ReadChoices): Promise<void> {
      if (last.current) await read(last.current.source, { ...last.current.choices, ...decided });
    },
    async stop(): Promise<void> {
      setReading((now) => (now.stage === 'reading' ? { ...now, stopping: true } : now));
      await (await engine()).stopReading(id.current);
    },
    back: () => setReading(FORM),
    async keep(choices: { readonly label: string; readonly preprocessing: Preprocessing }): Promise<void> {
      const say = (problems: readonly Problem[]) =>
        setReading((now) => (now.stage === 'review' ? { ...now, problems } : now));
      try {
        const outcome = await (await engine()).keepModel(id.current, choices);
        if (!outcome.ok) return say(outcome.problems);
        learnModel(outcome.value);
        setReading(FORM);
        onKept(outcome.value);
      } catch (error) {
        say([failure(error)]);
      }
    },
  };
}

function next(answer: ReadAnswer): Reading {
  switch (answer.kind) {
    case 'read':
      return { stage: 'review', model: answer, problems: [] };
    case 'choice':
      return { stage: 'mismatch', report: answer.report };
    case 'problems':
      return { stage: 'form', problems: answer.problems };
    case 'stopped':
      return { stage: 'form', problems: [], stopped: true };
  }
}

const failure = (error: unknown): Problem => ({
  code: 'models/read',
  severity: 'error',
  message: error instanceof Error ? error.message : String(error),
});
