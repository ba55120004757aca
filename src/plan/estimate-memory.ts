import * as z from 'zod/mini';
import type { Speed } from './estimate';

/** What is known of every backend that was ever used on this machine, by its label. */
export type Speeds = Readonly<Record<string, Speed>>;

/** Raise it when the measurement changes: what an older one found no longer fits then. */
const VERSION = 1;
/** Each setting of an augmentation is work of its own: the oldest are forgotten. */
const MOST_IMAGES = 60;

const positive = z.number().check(z.positive());
const speed = z.object({
  calibration: z.object({
    inference: positive,
    training: positive,
    kernelMs: positive,
    stepMs: positive,
  }),
  images: z.record(z.string(), z.number().check(z.nonnegative())),
  corrections: z.record(z.string(), positive),
});
const stored = z.object({ version: z.literal(VERSION), speeds: z.record(z.string(), speed) });

export function formatSpeeds(speeds: Speeds): string {
  const trimmed = Object.entries(speeds).map(([label, known]) => {
    const images = Object.fromEntries(Object.entries(known.images).slice(-MOST_IMAGES));
    return [label, { ...known, images }] as const;
  });
  return JSON.stringify({ version: VERSION, speeds: Object.fromEntries(trimmed) });
}

/** Nothing when the text is damaged or of another version: everything can be measured again. */
export function parseSpeeds(text: string | undefined): Speeds {
  if (text === undefined) return {};
  try {
    return stored.parse(JSON.parse(text)).speeds;
  } catch {
    return {};
  }
}
