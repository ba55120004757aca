import type { ModelFiles, Platform } from '../platform/platform';

const loading = new WeakMap<Platform, Map<string, Promise<ModelFiles>>>();

/** A backbone's files, read once and kept: several steps of a run open the same network. */
export function modelFiles(platform: Platform, backbone: string): Promise<ModelFiles> {
  const files = loading.get(platform) ?? new Map<string, Promise<ModelFiles>>();
  loading.set(platform, files);
  const known = files.get(backbone);
  if (known) return known;
  const started = platform.model(backbone);
  files.set(backbone, started);
  // What failed may work the next time, e.g. once the connection is back.
  started.catch(() => files.delete(backbone));
  return started;
}
