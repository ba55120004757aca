import { homedir } from 'node:os';
import { join } from 'node:path';
import type { LibraryEntry } from '../engine/library/library-model';
import { type ModelStore, modelStore } from '../engine/library/model-store';
import { diskFiles } from '../engine/platform/disk-files';
import { BadInput } from './failure';

/**
 * The folder of the user's own models: `--models`, else `GRAFT_MODELS`, else the user's data folder by
 * the XDG convention.
 */
export function modelsFolder(option: string | undefined, env: NodeJS.ProcessEnv): string {
  if (option !== undefined) return option;
  return env.GRAFT_MODELS || join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'graft', 'models');
}

export const openLibrary = (folder: string): ModelStore => modelStore(diskFiles(folder));

/** The one model with this id or name. */
export async function modelNamed(library: ModelStore, name: string): Promise<LibraryEntry> {
  const { models } = await library.list();
  const byId = models.find(({ info }) => info.id === name);
  if (byId) return byId;
  const [found, another] = models.filter(({ info }) => info.label === name);
  if (found && !another) return found;
  if (another) {
    const ids = models.filter(({ info }) => info.label === name).map(({ info }) => info.id);
    throw new BadInput(`Several models are called "${name}": ${ids.join(', ')}. Give the id.`);
  }
  const known = models.map(({ info }) => `${info.id} (${info.label})`).join(', ') || 'none';
  throw new BadInput(`There is no model "${name}" in the library. It has: ${known}.`);
}
