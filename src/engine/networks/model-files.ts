import type { ModelFiles, Platform } from '../platform/platform';

/** Of backbones that were opened lately; a larger one is read again each time. */
const MOST_BYTES = 256 * 2 ** 20;

interface Kept {
  readonly files: Promise<ModelFiles>;
  /** 0 while they are being read. */
  bytes: number;
}

const keptBy = new WeakMap<Platform, Map<string, Kept>>();

/**
 * A backbone's files. Several steps of a run open the same network, so those used lately are kept, up to
 * `mostBytes` in all; others are read from their store again.
 */
export function modelFiles(
  platform: Platform,
  backbone: string,
  mostBytes = MOST_BYTES,
): Promise<ModelFiles> {
  const kept = keptBy.get(platform) ?? new Map<string, Kept>();
  keptBy.set(platform, kept);
  const known = kept.get(backbone);
  if (known) {
    // The last of the map is the one used last.
    kept.delete(backbone);
    kept.set(backbone, known);
    return known.files;
  }
  const reading: Kept = { files: platform.model(backbone), bytes: 0 };
  kept.set(backbone, reading);
  reading.files.then(
    ({ weights }) => {
      reading.bytes = weights.byteLength;
      if (reading.bytes > mostBytes) kept.delete(backbone);
      else dropOldest(kept, mostBytes);
    },
    // What failed may work the next time, e.g. once the connection is back.
    () => kept.delete(backbone),
  );
  return reading.files;
}

function dropOldest(kept: Map<string, Kept>, mostBytes: number): void {
  let total = [...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  for (const [backbone, { bytes }] of kept) {
    if (total <= mostBytes) return;
    if (bytes === 0) continue;
    kept.delete(backbone);
    total -= bytes;
  }
}
