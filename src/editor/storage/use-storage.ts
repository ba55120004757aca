import { useCallback, useEffect, useState } from 'react';
import type { StorageReport } from '../../worker/api';
import { engine } from '../engine/engine';
import { t } from '../language/t';
import { libraryDocuments } from '../library/library';
import { lookForKept } from '../plan/watch-planning';
import { removeUserDataset } from '../store/datasets';
import { currentDocument, useEditor } from '../store/editor-store';
import { removeModel } from '../store/models';
import { notify } from '../store/notices';
import { lookForUnfinished } from '../store/run-unfinished';
import { graphsUsing, type Removal, type StoredThing } from './removal';

/** What is stored, and the ways to remove it. `report` is `undefined` until the engine has answered. */
export function useStorage() {
  const [report, setReport] = useState<StorageReport>();

  const look = useCallback(async () => {
    try {
      setReport(await (await engine()).storage());
    } catch (error) {
      notify({ tone: 'error', text: t('What is stored cannot be read.'), detail: messageOf(error) });
    }
  }, []);
  useEffect(() => void look(), [look]);

  const remove = useCallback(
    async (removal: Removal) => {
      try {
        await carryOut(removal);
      } catch (error) {
        notify({ tone: 'error', text: t('That could not be removed.'), detail: messageOf(error) });
      }
      await Promise.all([look(), lookForKept(), lookForUnfinished().catch(() => undefined)]);
    },
    [look],
  );

  return { report, remove };
}

/** The removal of images or a model, with the graphs that need it: the open one and those of the library. */
export async function removalOf(type: 'images' | 'model', thing: StoredThing): Promise<Removal> {
  // Where the library cannot be read, the open one is all that is known.
  const others = await libraryDocuments(useEditor.getState().graphId).catch(() => []);
  const documents = [currentDocument(), ...others];
  return { type, thing, usedBy: graphsUsing(thing.id, documents) };
}

async function carryOut(removal: Removal): Promise<void> {
  switch (removal.type) {
    case 'images':
      return removeUserDataset(removal.thing.id);
    case 'model':
      return removeModel(removal.thing.id);
    case 'results':
      return (await engine()).forget(removal.results.map(({ key }) => key));
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
