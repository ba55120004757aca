import type { FileStore, OpenFile } from '../platform/files';
import { type Alternating, openAlternating } from './alternating';
import { type ContentWriter, createContentWriter } from './content-writer';
import { type EntryMeta, readValue, type StoredKind, type TrainingProgress } from './entry';
import { type Footer, isWhole, readFooter, type Section } from './format';
import { noFiles } from './no-files';
import { keepOpen } from './open-files';
import { budgetOf, evict, freeBytes } from './room';
import { storeFull, type Trouble, troubleOf } from './trouble';

/** What is stored under one key, for people. */
export interface StoredEntry {
  readonly key: string;
  readonly kind: StoredKind;
  readonly label: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
  /** How far the training of a checkpoint is. */
  readonly progress?: TrainingProgress;
}

/** A stored result that was read to its end and found whole. */
export interface StoredContent {
  /** Of the whole file. */
  readonly bytes: number;
  /** The plain data it was finished with. */
  readonly value: unknown;
  /** Where a streamed section is in the file. */
  section(name: string): Section | undefined;
  /** To read from; stays open until the store is released, and opens again after. Throws when it is gone. */
  file(): Promise<OpenFile>;
}

/**
 * Results by content key, in files that outlive the process. A damaged or half-written entry counts
 * as missing and is removed. Over budget, the least recently used go first. Nothing throws: whatever
 * cannot be stored or read is told to `onTrouble`, and the caller goes on without.
 */
export interface ContentStore {
  /** Those of the keys that are stored; whether they are whole shows when they are opened. */
  stored(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Reads all of it once, to see that it is whole, and marks it as used. */
  open(key: string): Promise<StoredContent | undefined>;
  /** The plain data of an entry, large arrays unchecked: for what is only shown. */
  glance(key: string): Promise<unknown>;
  /** `undefined` when there is no room for so many bytes, or somebody else is writing it. */
  write(key: string, kind: StoredKind, label: string, bytes: number): Promise<ContentWriter | undefined>;
  /** One value that is replaced time and again, e.g. the state of a training. */
  alternating(key: string, kind: StoredKind): Alternating;
  list(): Promise<readonly StoredEntry[]>;
  /** What a run in progress needs stays. */
  remove(keys: readonly string[]): Promise<void>;
  clear(): Promise<void>;
  usage(): Promise<{ readonly bytes: number; readonly budget: number }>;
  /** Keeps these keys from being removed until the function that it gives is called. */
  pin(keys: readonly string[]): () => void;
  /** Is told whenever something cannot be stored; the function that it gives ends that. */
  onTrouble(listener: (trouble: Trouble) => void): () => void;
  /** At the end of a run: closes what is open, so that other tabs get at it, and trusts nothing any more. */
  release(): Promise<void>;
}

export interface ContentStoreOptions {
  /** Bytes that all entries together may take; a share of the browser's quota by default. */
  readonly budgetBytes?: number;
}

/** Of a file beside the data itself: footer and summary. */
const OVERHEAD_BYTES = 8192;

/** Without files nothing is ever stored, and every attempt says so. */
export function createContentStore(
  files: FileStore = noFiles,
  { budgetBytes }: ContentStoreOptions = {},
): ContentStore {
  const opened = keepOpen(files);
  const pinned = new Map<string, number>();
  const listeners = new Set<(trouble: Trouble) => void>();
  /** Names of files that are written now. */
  const writing = new Set<string>();
  /** By file name: a content key has one value. */
  const known = new Map<string, EntryMeta>();
  /** Names of files that were read to their end and found whole. */
  const whole = new Set<string>();

  const tell = (trouble: Trouble): void => {
    for (const listener of listeners) listener(trouble);
  };
  const softly = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      tell(troubleOf(error));
      return undefined;
    }
  };
  const isKept = (name: string): boolean => writing.has(name) || pinned.has(entryOf(name));

  async function drop(name: string): Promise<void> {
    known.delete(name);
    whole.delete(name);
    await opened.close(name);
    await files.remove(name);
  }

  const free = (bytes: number, ours: string): Promise<boolean> =>
    evict(files, bytes, (name) => entryOf(name) === ours || isKept(name), drop);

  async function makeRoom(bytes: number, ours: string): Promise<boolean> {
    return free(bytes - (await freeBytes(files, budgetBytes)), ours);
  }

  /** The footer of a file that is whole at its end and holds this entry. */
  async function footerOf(file: OpenFile, name: string): Promise<Footer | undefined> {
    const footer = await readFooter(file);
    return footer && nameOf((footer.meta as EntryMeta).key) === entryOf(name) ? footer : undefined;
  }

  async function open(key: string): Promise<StoredContent | undefined> {
    const name = nameOf(key);
    if (writing.has(name)) return undefined;
    // Before it is opened: nobody may write to a file that is open.
    await files.touch(name).catch(() => undefined);
    const found = await opened.open(name);
    if (!found) return undefined;
    const footer = await footerOf(found, name);
    if (!footer || !(whole.has(name) || (await isWhole(found, footer)))) {
      await drop(name);
      return undefined;
    }
    whole.add(name);
    const section = (wanted: string) => footer.sections.find((candidate) => candidate.name === wanted);
    return {
      bytes: found.size,
      value: readValue(found, footer),
      section,
      async file() {
        const file = await opened.open(name);
        if (!file) throw new Error('A stored result was removed while it was in use.');
        return file;
      },
    };
  }

  async function write(
    key: string,
    kind: StoredKind,
    label: string,
    bytes: number,
  ): Promise<ContentWriter | undefined> {
    const name = nameOf(key);
    await drop(name);
    if (!(await makeRoom(bytes + OVERHEAD_BYTES, name))) {
      tell(storeFull);
      return undefined;
    }
    const file = await files.create(name);
    if (!file) return undefined;
    writing.add(name);
    return createContentWriter({ key, kind, label }, file, {
      free: (more) => free(more, name),
      tell,
      closed(isFinished) {
        writing.delete(name);
        // What was just written need not be read again to be trusted.
        if (isFinished) whole.add(name);
      },
    });
  }

  async function list(): Promise<readonly StoredEntry[]> {
    const entries = new Map<string, StoredEntry>();
    for (const { name, bytes, usedAt } of await files.list()) {
      if (writing.has(name)) continue;
      const meta = await softly(() => metaOf(name));
      if (!meta) continue;
      const { key, kind, label, progress } = meta;
      const other = entries.get(key);
      const newer = !other || usedAt >= other.usedAt;
      entries.set(key, {
        ...(newer ? { key, kind, label, progress } : other),
        bytes: bytes + (other?.bytes ?? 0),
        usedAt: Math.max(usedAt, other?.usedAt ?? 0),
      });
    }
    return [...entries.values()].sort((a, b) => b.usedAt - a.usedAt);
  }

  /** Drops what is damaged, but for one of two files that take turns: another process may be replacing it. */
  async function metaOf(name: string): Promise<EntryMeta | undefined> {
    const seen = known.get(name);
    if (seen) return seen;
    const isSlot = entryOf(name) !== name;
    const found = await opened.borrow(name, async (file) => ({ footer: await footerOf(file, name) }));
    if (found && !found.footer && !isSlot) await drop(name);
    const meta = found?.footer?.meta as EntryMeta | undefined;
    if (meta && !isSlot) known.set(name, meta);
    return meta;
  }

  async function remove(isWanted: (entry: string) => boolean): Promise<void> {
    for (const { name } of await files.list()) {
      if (isWanted(entryOf(name)) && !isKept(name)) await drop(name);
    }
  }

  return {
    stored: async (keys) =>
      (await softly(async () => {
        const names = new Set(
          (await files.list()).map(({ name }) => name).filter((name) => !writing.has(name)),
        );
        return new Set(keys.filter((key) => names.has(nameOf(key))));
      })) ?? new Set(),
    open: (key) => softly(() => open(key)),
    glance: (key) =>
      softly(() =>
        opened.borrow(nameOf(key), async (file) => {
          const footer = await footerOf(file, nameOf(key));
          return footer && readValue(file, footer);
        }),
      ),
    write: (key, kind, label, bytes) => softly(() => write(key, kind, label, bytes)),
    alternating: (key, kind) =>
      openAlternating({
        key,
        kind,
        names: [`${nameOf(key)}.0`, `${nameOf(key)}.1`],
        openSlot: (name) => opened.openSlot(name),
        borrow: opened.borrow,
        makeRoom: async (bytes) => {
          const done = await makeRoom(bytes, nameOf(key));
          if (!done) tell(storeFull);
          return done;
        },
        drop,
        softly,
      }),
    list: async () => (await softly(list)) ?? [],
    remove: async (keys) => {
      const wanted = new Set(keys.map(nameOf));
      await softly(() => remove((entry) => wanted.has(entry)));
    },
    clear: async () => void (await softly(() => remove(() => true))),
    usage: async () =>
      (await softly(async () => ({
        bytes: (await files.list()).reduce((sum, { bytes }) => sum + bytes, 0),
        budget: await budgetOf(files, budgetBytes),
      }))) ?? { bytes: 0, budget: 0 },
    pin(keys) {
      const names = keys.map(nameOf);
      for (const name of names) pinned.set(name, (pinned.get(name) ?? 0) + 1);
      return () => {
        for (const name of names.splice(0)) {
          const left = (pinned.get(name) ?? 1) - 1;
          if (left > 0) pinned.set(name, left);
          else pinned.delete(name);
        }
      };
    },
    onTrouble(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async release() {
      whole.clear();
      await opened.closeAll();
    },
  };
}

/** Keys may have a colon, which file names must not have everywhere. */
const nameOf = (key: string): string => key.replaceAll(':', '-');

/** Two files that take turns belong to one entry. */
const entryOf = (name: string): string => name.replace(/\.[01]$/, '');
