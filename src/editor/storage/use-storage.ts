import { useCallback, useEffect, useState } from 'react';
import type { StorageReport } from '../../worker/api';
import { engine } from '../engine/engine';
import { lookForStored } from '../plan/watch-planning';
import { removeUserDataset } from '../store/datasets';
import { currentDocument } from '../store/editor-store';
import { notify } from '../store/notices';
import { lookForUnfinished } from '../store/run-unfinished';
import { recentGraphs } from '../store/session-database';
import { graphsUsing, type Removal, type StoredImages } from './removal';

/** What is stored, and the ways to remove it. `report` is `undefined` until the engine has answered. */
export function useStorage() {
  const [report, setReport] = useState<StorageReport>();

  const look = useCallback(async () => {
    try {
      setReport(await (await engine()).storage());
    } catch (error) {
      notify({ tone: 'error', text: 'What is stored cannot be read.', detail: messageOf(error) });
    }
  }, []);
  useEffect(() => void look(), [look]);

  const remove = useCallback(
    async (removal: Removal) => {
      try {
        if (removal.type === 'images') await removeUserDataset(removal.images.id);
        else await (await engine()).forget(removal.results.map(({ key }) => key));
      } catch (error) {
        notify({ tone: 'error', text: 'That could not be removed.', detail: messageOf(error) });
      }
      await Promise.all([look(), lookForStored(), lookForUnfinished().catch(() => undefined)]);
    },
    [look],
  );

  return { report, remove };
}

/** The removal of a dataset, with the graphs that need it: the open one and those that were open before. */
export async function removalOfImages(images: StoredImages): Promise<Removal> {
  // Where the list of recent graphs cannot be read, the open one is all that is known.
  const recent = await recentGraphs().catch(() => []);
  const documents = [currentDocument(), ...recent.map(({ document }) => document)];
  return { type: 'images', images, usedBy: graphsUsing(images.id, documents) };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
