import type { FileStore, OpenFile, SlotFile } from '../platform/files';

/** Files that are kept open, each once, however many readers it has. */
export interface OpenFiles {
  /** `undefined` when there is none, or it is in use elsewhere. */
  open(name: string): Promise<OpenFile | undefined>;
  openSlot(name: string): Promise<SlotFile | undefined>;
  /** Reads from it as it is, and leaves it open only where it was. */
  borrow<T>(name: string, read: (file: OpenFile) => Promise<T>): Promise<T | undefined>;
  close(name: string): Promise<void>;
  closeAll(): Promise<void>;
}

export function keepOpen(files: FileStore): OpenFiles {
  const readers = new Map<string, Promise<OpenFile | undefined>>();
  const slots = new Map<string, Promise<SlotFile | undefined>>();

  return {
    open: (name) => slots.get(name) ?? once(readers, name, () => files.open(name)),
    openSlot: (name) =>
      once(slots, name, async () => {
        await close(readers, name);
        return files.openSlot(name);
      }),
    async borrow(name, read) {
      const held = await (slots.get(name) ?? readers.get(name));
      if (held) return read(held);
      const file = await files.open(name);
      try {
        return file && (await read(file));
      } finally {
        file?.close();
      }
    },
    async close(name) {
      await Promise.all([close(readers, name), close(slots, name)]);
    },
    async closeAll() {
      await Promise.all([...readers.keys()].map((name) => close(readers, name)));
      await Promise.all([...slots.keys()].map((name) => close(slots, name)));
    },
  };
}

type Opening<T> = Map<string, Promise<T | undefined>>;

/** What could not be opened is not remembered: it may come, or become free. */
function once<T>(
  opening: Opening<T>,
  name: string,
  open: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const known = opening.get(name);
  if (known) return known;
  const pending = open().then(
    (file) => {
      if (!file) opening.delete(name);
      return file;
    },
    (error: unknown) => {
      opening.delete(name);
      throw error;
    },
  );
  opening.set(name, pending);
  return pending;
}

async function close<T extends OpenFile>(opening: Opening<T>, name: string): Promise<void> {
  const pending = opening.get(name);
  opening.delete(name);
  (await pending?.catch(() => undefined))?.close();
}
