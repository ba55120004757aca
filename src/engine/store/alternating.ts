import type { OpenFile, SlotFile } from '../platform/files';
import { arraySection, type EntryMeta, readValue, type StoredKind, type TrainingProgress } from './entry';
import { createFormatWriter, isWhole, readFooter } from './format';
import { bytesOf, pack } from './pack';

/**
 * One value that is replaced time and again, in two files that take turns: while one is written, the
 * other is whole, so that there is always a last good value. Nothing throws.
 */
export interface Alternating {
  /** The newest value that is whole. */
  load(): Promise<unknown>;
  /** Keeps plain data; false when it could not be stored. */
  save(value: unknown, label: string, progress: TrainingProgress): Promise<boolean>;
  drop(): Promise<void>;
}

export interface AlternatingHost {
  readonly key: string;
  readonly kind: StoredKind;
  readonly names: readonly [string, string];
  openSlot(name: string): Promise<SlotFile | undefined>;
  /** Reads from one of the files, where there is such, without keeping it open. */
  borrow<T>(name: string, read: (file: OpenFile) => Promise<T>): Promise<T | undefined>;
  makeRoom(bytes: number): Promise<boolean>;
  drop(name: string): Promise<void>;
  softly<T>(work: () => Promise<T>): Promise<T | undefined>;
}

interface Whole {
  readonly sequence: number;
  readonly slot: 0 | 1;
  readonly value: unknown;
}

export function openAlternating(host: AlternatingHost): Alternating {
  const { key, kind, names, softly } = host;
  /** The last one that is whole; `undefined` before anybody has looked. */
  let newest: { readonly sequence: number; readonly slot: 0 | 1 } | undefined;
  /** Bytes that room was made for, in each file. */
  let reserved = 0;

  async function read(file: OpenFile, slot: 0 | 1): Promise<Whole | undefined> {
    const footer = await readFooter(file);
    if (!footer || !(await isWhole(file, footer))) return undefined;
    const meta = footer.meta as EntryMeta;
    if (meta.key !== key || meta.sequence === undefined) return undefined;
    return { sequence: meta.sequence, slot, value: readValue(file, footer) };
  }

  async function readNewest(): Promise<Whole | undefined> {
    const look = (slot: 0 | 1) => softly(() => host.borrow(names[slot], (file) => read(file, slot)));
    const [first, second] = [await look(0), await look(1)];
    const found = (first?.sequence ?? 0) > (second?.sequence ?? 0) ? first : second;
    newest = found ?? { sequence: 0, slot: 1 };
    return found;
  }

  async function save(value: unknown, label: string, progress: TrainingProgress): Promise<boolean> {
    if (!newest) await readNewest();
    const sequence = (newest?.sequence ?? 0) + 1;
    const slot = newest?.slot === 0 ? 1 : 0;
    const bytes = await encode({ key, kind, label, progress, sequence, value });
    if (bytes.length > reserved) {
      if (!(await host.makeRoom(2 * (bytes.length - reserved)))) return false;
      reserved = bytes.length;
    }
    const file = await host.openSlot(names[slot]);
    if (!file) return false;
    file.replace(bytes);
    newest = { sequence, slot };
    return true;
  }

  return {
    load: async () => (await softly(readNewest))?.value,
    save: async (value, label, progress) => (await softly(() => save(value, label, progress))) ?? false,
    async drop() {
      newest = undefined;
      reserved = 0;
      for (const name of names) await softly(() => host.drop(name));
    },
  };
}

async function encode(entry: EntryMeta): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const writer = createFormatWriter(async (bytes) => void chunks.push(bytes));
  const { json, arrays } = pack(entry.value);
  for (const [index, array] of arrays.entries()) await writer.append(arraySection(index), bytesOf(array));
  await writer.finish({ ...entry, value: json } satisfies EntryMeta);
  const joined = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
