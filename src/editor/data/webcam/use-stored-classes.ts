import { useEffect, useState } from 'react';
import { engine } from '../../engine/engine';
import { datasetIndex } from '../../store/datasets';
import type { CapturedClass } from './capture-store';

interface Loaded {
  readonly id: string;
  readonly classes: readonly CapturedClass[];
}

/** The pictures of a stored dataset by class, so that more can be added to them. */
export function useStoredClasses(id: string | undefined): readonly CapturedClass[] | undefined {
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    if (id === undefined) return;
    let current = true;
    readClasses(id).then(
      (classes) => current && classes && setLoaded({ id, classes }),
      // What cannot be read is reported on the node.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [id]);
  return loaded?.id === id ? loaded?.classes : undefined;
}

async function readClasses(id: string): Promise<readonly CapturedClass[] | undefined> {
  const outcome = await datasetIndex(id);
  if (!outcome.ok) return undefined;
  const { classes, samples } = outcome.value;
  const blobs = await (await engine()).samples(
    id,
    samples.map((sample) => sample.id),
  );
  return classes.map((name, place) => ({
    name,
    pictures: samples.flatMap((sample, index) => {
      const blob = sample.class === place ? blobs[index] : undefined;
      return blob ? [{ id: crypto.randomUUID(), blob }] : [];
    }),
  }));
}
