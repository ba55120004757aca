import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder for results: `--cache`, else `GRAFT_CACHE`, else the user's cache folder by the XDG
 * convention; none with `--no-cache`, which gives `false`.
 */
export function cacheFolder(option: string | boolean, env: NodeJS.ProcessEnv): string | undefined {
  if (option === false) return undefined;
  if (typeof option === 'string') return option;
  return env.GRAFT_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'graft');
}
