import { calibrate } from '../engine/calibrate/calibrate';
import { measureImages } from '../engine/calibrate/image-cost';
import type { BackendInfo } from '../engine/events';
import type { Platform } from '../engine/platform/platform';
import type { EngineApi } from './api';
import { outcome } from './outcome';

interface MeasuringHost {
  readonly platform: Platform;
  /** The one in use. */
  readonly backend: () => BackendInfo | undefined;
  /** Waits until nothing else computes. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** How the interface learns what the machine can do. */
export function measuringApi({
  platform,
  backend,
  inTurn,
}: MeasuringHost): Pick<EngineApi, 'calibrate' | 'imageCosts'> {
  return {
    calibrate: () =>
      inTurn(() =>
        outcome('engine/calibrate', async () => {
          const info = backend();
          if (!info) throw new Error('No backend has been started yet.');
          return { label: info.label, calibration: await calibrate(platform) };
        }),
      ),

    imageCosts: (works) =>
      inTurn(async () => {
        const costs: Record<string, number> = {};
        for (const work of works) {
          // Images that are missing or damaged are reported where they are used.
          const stored = await platform.dataset(work.load.dataset).catch(() => undefined);
          const cost = stored && (await measureImages(work, stored, platform).catch(() => undefined));
          if (cost !== undefined) costs[work.key] = cost;
        }
        return costs;
      }),
  };
}
