import type { FileStore, OpenFile } from '../../../src/engine/platform/files';

/** What may go wrong with a store. */
export interface Faults {
  /** Bytes that fit; more is refused as a browser does. */
  readonly capacity?: number;
  /** Says that everything fits, as an estimate may. */
  readonly hidesCapacity?: boolean;
  /** Every access fails. */
  readonly isDenied?: boolean;
}

type Bytes = Uint8Array<ArrayBuffer>;

export interface MemoryFiles extends FileStore {
  readonly contents: Map<string, Bytes>;
  /** Files that are open now. */
  openCount(): number;
}

/** Files in memory, whose clock moves on at each use. */
export function memoryFiles({ capacity, hidesCapacity, isDenied = false }: Faults = {}): MemoryFiles {
  const contents = new Map<string, Bytes>();
  const used = new Map<string, number>();
  let clock = 0;
  let open = 0;

  const allow = (): void => {
    if (isDenied) throw new DOMException('The request was denied.', 'SecurityError');
  };
  const total = () => [...contents.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  function put(name: string, bytes: Bytes): void {
    const before = contents.get(name)?.length ?? 0;
    if (capacity !== undefined && total() - before + bytes.length > capacity) {
      throw new DOMException('Quota exceeded.', 'QuotaExceededError');
    }
    contents.set(name, bytes);
    used.set(name, ++clock);
  }
  const at = (name: string): Bytes => contents.get(name) ?? new Uint8Array(0);
  const access = (name: string): OpenFile => {
    open++;
    return {
      get size() {
        return at(name).length;
      },
      read: (offset, length) => at(name).slice(offset, offset + length),
      close: () => void open--,
    };
  };

  return {
    contents,
    openCount: () => open,
    async open(name) {
      allow();
      return contents.has(name) ? access(name) : undefined;
    },
    async openSlot(name) {
      allow();
      if (!contents.has(name)) put(name, new Uint8Array(0));
      const { read, close } = access(name);
      return {
        get size() {
          return at(name).length;
        },
        read,
        close,
        replace: (bytes) => put(name, bytes.slice()),
      };
    },
    async create(name) {
      allow();
      put(name, new Uint8Array(0));
      const { read, close } = access(name);
      return {
        append: (bytes) => put(name, new Uint8Array(Buffer.concat([at(name), bytes]))),
        read,
        finish: async () => close(),
        async discard() {
          close();
          contents.delete(name);
        },
      };
    },
    async remove(name) {
      allow();
      contents.delete(name);
    },
    async list() {
      allow();
      return [...contents].map(([name, bytes]) => ({
        name,
        bytes: bytes.length,
        usedAt: used.get(name) ?? 0,
      }));
    },
    async touch(name) {
      allow();
      used.set(name, ++clock);
    },
    async room() {
      allow();
      return capacity === undefined || hidesCapacity ? undefined : { quota: capacity, used: total() };
    },
  };
}
