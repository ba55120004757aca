import type { NewFile } from '../platform/files';
import { arraySection, type EntryMeta } from './entry';
import { CHUNK_BYTES, createFormatWriter } from './format';
import { bytesOf, pack } from './pack';
import { isFull, type Trouble, troubleOf } from './trouble';

/** Writes one entry from its start to its end. Only reading back may throw: storing is never worth a run. */
export interface ContentWriter {
  /**
   * Adds to a section; the bytes must not change afterwards. False when they could not be stored: then
   * nothing more can be, but all that was appended, these bytes included, can be read back.
   */
  append(section: string, bytes: Uint8Array): Promise<boolean>;
  /** Bytes of a section, from its start. */
  readBack(section: string, offset: number, length: number): Uint8Array<ArrayBuffer>;
  /** Makes the entry findable; `value` is plain data. False when it could not be stored: to be read back, then discarded. */
  finish(value: unknown): Promise<boolean>;
  /** Forgets what was not finished. */
  discard(): Promise<void>;
}

export interface WriterHost {
  /** Removes what is not needed; false when that does not free so many bytes. */
  free(bytes: number): Promise<boolean>;
  tell(trouble: Trouble): void;
  /** The file is finished, or gone. */
  closed(isFinished: boolean): void;
}

export function createContentWriter(
  entry: Pick<EntryMeta, 'key' | 'kind' | 'label'>,
  file: NewFile,
  { free, tell, closed }: WriterHost,
): ContentWriter {
  let isOpen = true;
  let hasFailed = false;

  const format = createFormatWriter(async (bytes) => {
    try {
      file.append(bytes);
    } catch (error) {
      // Quotas are estimates, and disks fill up: what is not needed may still make way.
      if (!isFull(error) || !(await free(CHUNK_BYTES))) throw error;
      file.append(bytes);
    }
  });

  async function attempt(work: () => Promise<void>): Promise<boolean> {
    if (hasFailed || !isOpen) return false;
    try {
      await work();
      return true;
    } catch (error) {
      hasFailed = true;
      tell(troubleOf(error));
      return false;
    }
  }

  async function discard(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    closed(false);
    await file.discard().catch(() => undefined);
  }

  return {
    append: (section, bytes) => attempt(() => format.append(section, bytes)),
    readBack(name, offset, length) {
      const section = format.sections.find((candidate) => candidate.name === name);
      if (!section) throw new RangeError(`There is no section "${name}".`);
      const start = section.offset + offset;
      const waiting = format.waiting();
      const stored = file.read(start, Math.max(0, Math.min(length, waiting.offset - start)));
      const rest = waiting.bytes.subarray(
        Math.max(0, start - waiting.offset),
        Math.max(0, start + length - waiting.offset),
      );
      const both = new Uint8Array(stored.length + rest.length);
      both.set(stored);
      both.set(rest, stored.length);
      return both;
    },
    async finish(value) {
      return attempt(async () => {
        const { json, arrays } = pack(value);
        for (const [index, array] of arrays.entries()) {
          await format.append(arraySection(index), bytesOf(array));
        }
        await format.finish({ ...entry, value: json } satisfies EntryMeta);
        await file.finish();
        isOpen = false;
        closed(true);
      });
    },
    discard,
  };
}
