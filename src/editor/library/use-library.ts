import { useEffect, useState } from 'react';
import { reportStorage } from '../store/saving';
import { onChange } from './changes';
import type { GraphRecord, GraphVersion } from './graph-record';
import { listGraphs, listVersions } from './library';

/** Everything in the library, kept up to date; `undefined` until it is read. */
export const useLibrary = (): readonly GraphRecord[] | undefined => useStored(listGraphs, '');

/** The versions of a graph, newest first. */
export const useVersions = (graph: string): readonly GraphVersion[] | undefined =>
  useStored(listVersions, graph);

/** What `read` gives, read again after each change of the library. `read` must be the same function every time. */
function useStored<T>(read: (id: string) => Promise<T>, id: string): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    let isShown = true;
    const look = () => read(id).then((found) => isShown && setValue(found), reportStorage);
    look();
    const stop = onChange(look);
    return () => {
      isShown = false;
      stop();
    };
  }, [read, id]);
  return value;
}
