import { useEffect, useMemo, useState } from 'react';
import type { GraphDocument } from '../../graph/document';
import { catalogWith } from '../../plan/shipped/catalog';
import { engine } from '../engine/engine';
import { useEditor } from '../store/editor-store';
import { type Load, whatItLoads } from './what-it-loads';

/** What a graph would load, with what of it is on this machine. */
export function useLoads(document: GraphDocument): readonly Load[] {
  const models = useEditor((state) => state.userModels);
  const [datasets, setDatasets] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    engine()
      .then((api) => api.userDatasets())
      .then((stored) => setDatasets(new Set(stored.map(({ id }) => id))))
      // Without storage there are none.
      .catch(() => undefined);
  }, []);
  return useMemo(() => {
    const infos = new Map([...models].map(([id, { info }]) => [id, info]));
    return whatItLoads(document, catalogWith(new Map(), infos), {
      datasets,
      models: new Set(models.keys()),
    });
  }, [document, models, datasets]);
}
