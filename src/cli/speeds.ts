import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { calibrate } from '../engine/calibrate/calibrate';
import { measureImages } from '../engine/calibrate/image-cost';
import { indexSteps, renewedSpeed, type Speed } from '../plan/estimate';
import { formatSpeeds, parseSpeeds, type Speeds } from '../plan/estimate-memory';
import { imageWorksOf } from '../plan/estimate-work';
import type { Plan } from '../plan/plan';
import type { HeadlessEngine } from './engine';

/** In a folder of its own: the files beside it are results. */
const fileIn = (cacheDir: string): string => join(cacheDir, 'speeds', 'speeds.json');

/** What earlier calls measured of this machine; nothing without a cache folder. */
function readSpeeds(cacheDir: string | undefined): Speeds {
  try {
    return cacheDir === undefined ? {} : parseSpeeds(readFileSync(fileIn(cacheDir), 'utf8'));
  } catch {
    return {};
  }
}

/** Keeps what is known of a backend for the next call. */
export function rememberSpeed(cacheDir: string | undefined, label: string, speed: Speed): void {
  if (cacheDir === undefined) return;
  try {
    const file = fileIn(cacheDir);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, formatSpeeds({ ...readSpeeds(cacheDir), [label]: speed }));
  } catch {
    // Read-only or full: the next call measures again.
  }
}

/** How fast the backend is: measured now, and as remembered where that agrees. */
export async function speedFor(
  plan: Plan,
  { backend, platform }: HeadlessEngine,
  cacheDir: string | undefined,
): Promise<Speed> {
  const known = renewedSpeed(readSpeeds(cacheDir)[backend.label], await calibrate(platform));
  const images: Record<string, number> = { ...known.images };
  for (const work of imageWorksOf(indexSteps(plan))) {
    if (images[work.key] !== undefined) continue;
    // Images that are missing or damaged are reported by the run.
    const stored = await platform.dataset(work.load.dataset).catch(() => undefined);
    const cost = stored && (await measureImages(work, stored, platform).catch(() => undefined));
    if (cost !== undefined) images[work.key] = cost;
  }
  const speed = { ...known, images };
  rememberSpeed(cacheDir, backend.label, speed);
  return speed;
}
