import { useEffect, useState } from 'react';
import type { Problem } from '../../graph/problem';
import type { DatasetIndex } from '../../plan/catalog';
import { datasetIndex } from '../store/datasets';

interface Fetched {
  readonly id: string;
  readonly index?: DatasetIndex;
  readonly problem?: Problem;
}

/** The index of a stored dataset, once it is there. */
export function useDatasetIndex(id: string | undefined): Omit<Fetched, 'id'> {
  const [fetched, setFetched] = useState<Fetched>();
  useEffect(() => {
    if (id === undefined) return;
    let current = true;
    datasetIndex(id).then(
      (outcome) =>
        current &&
        setFetched(outcome.ok ? { id, index: outcome.value } : { id, problem: outcome.problems[0] }),
      (error: unknown) =>
        current &&
        setFetched({
          id,
          problem: { code: 'dataset/unreadable', severity: 'error', message: String(error) },
        }),
    );
    return () => {
      current = false;
    };
  }, [id]);
  return fetched?.id === id ? (fetched ?? {}) : {};
}
