/**
 * One folder of named binary files: what results and checkpoints are kept in. Reading and writing are
 * synchronous, as a worker's file handles and Node's are: a batch of shuffled rows is then many reads
 * of microseconds. Whatever goes wrong is thrown; only a file that is missing is `undefined`.
 */
export interface FileStore {
  /** `undefined` when there is none, or when somebody else has it to themselves. */
  open(name: string): Promise<OpenFile | undefined>;
  /** Opens it to be replaced time and again; it is empty when there was none. */
  openSlot(name: string): Promise<SlotFile | undefined>;
  /** A new file of this name. `undefined` when somebody else is writing it. */
  create(name: string): Promise<NewFile | undefined>;
  /** Nothing happens when there is none, or when it is in use. */
  remove(name: string): Promise<void>;
  list(): Promise<readonly FileEntry[]>;
  /** Marks it as used now. */
  touch(name: string): Promise<void>;
  /** Bytes that all of the application may store and does store, where that is known. */
  room(): Promise<{ readonly quota: number; readonly used: number } | undefined>;
}

export interface FileEntry {
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

export interface OpenFile {
  readonly size: number;
  /** Fewer bytes than asked for where the file ends before. */
  read(offset: number, length: number): Uint8Array<ArrayBuffer>;
  close(): void;
}

export interface SlotFile extends OpenFile {
  /** These bytes become all there is; a crash in between may leave anything. */
  replace(bytes: Uint8Array<ArrayBuffer>): void;
}

/** Written from its start to its end, and not to be found by others before `finish`, or not whole. */
export interface NewFile {
  append(bytes: Uint8Array<ArrayBuffer>): void;
  /** What was appended. */
  read(offset: number, length: number): Uint8Array<ArrayBuffer>;
  finish(): Promise<void>;
  discard(): Promise<void>;
}
