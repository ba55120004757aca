import type { Footer, Readable } from './format';
import { unpack } from './pack';

export type StoredKind = 'features' | 'network' | 'report' | 'checkpoint';

export interface TrainingProgress {
  /** The epoch that it is in, counted from 1. */
  readonly epoch: number;
  readonly epochs: number;
}

/** What the footer of each file says about it. */
export interface EntryMeta {
  readonly key: string;
  readonly kind: StoredKind;
  /** For people. */
  readonly label: string;
  /** How far the training of a checkpoint is. */
  readonly progress?: TrainingProgress;
  /** Of a checkpoint: the higher one is newer. */
  readonly sequence?: number;
  /** The plain data, its arrays taken out. */
  readonly value: unknown;
}

/** The section of each array of the value. */
export const arraySection = (index: number): string => `array ${index}`;

/** The plain data of an entry, its arrays put back. */
export function readValue(file: Readable, { meta, sections }: Footer): unknown {
  const places = new Map(sections.map((section) => [section.name, section]));
  return unpack((meta as EntryMeta).value, (index) => {
    const place = places.get(arraySection(index));
    return place ? file.read(place.offset, place.length) : new Uint8Array(0);
  });
}
