import type { FileStore, OpenFile } from '../platform/files';
import { type Footer, readFooter } from '../store/format';
import { isFull } from '../store/trouble';
import { damaged } from './damaged';
import type { DamagedEntry, LibraryEntry, LibraryModel } from './library-model';
import { entryOf, readModelFile, writeModelFile } from './model-file';

/**
 * The user's own models, kept on this machine across visits. Each is one checksummed file that never
 * changes; the name that the user gives it lies beside it, so that renaming puts no weights at risk.
 */
export interface ModelStore {
  /** `undefined` when there is none; throws when it is there but damaged. */
  get(id: string): Promise<LibraryModel | undefined>;
  /** Without its weights; as `get` otherwise. */
  about(id: string): Promise<LibraryEntry | undefined>;
  /** One of the same id is replaced, its name with it. */
  put(model: LibraryModel): Promise<void>;
  /** Newest first. */
  list(): Promise<ModelList>;
  rename(id: string, label: string): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface ModelList {
  readonly models: readonly LibraryEntry[];
  readonly damaged: readonly DamagedEntry[];
}

const MODEL_END = '.model';
const NAME_END = '.name';
export const LONGEST_NAME = 120;

/** Ids become file names: they come from documents that anybody may have written. */
export const isLibraryId = (id: string): boolean => /^own-[a-z0-9]{1,64}$/.test(id);

export function modelStore(files: FileStore): ModelStore {
  async function borrow<T>(name: string, read: (file: OpenFile) => Promise<T>): Promise<T | undefined> {
    const file = await files.open(name);
    try {
      return file && (await read(file));
    } finally {
      file?.close();
    }
  }

  const givenName = (id: string): Promise<string | undefined> =>
    borrow(id + NAME_END, async (file) => new TextDecoder().decode(file.read(0, file.size)).trim());

  /** Reads a model's file with its name; `undefined` when there is none. */
  async function open<T extends Pick<LibraryModel, 'info'>>(
    id: string,
    read: (file: OpenFile, footer: Footer) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    if (!isLibraryId(id)) return undefined;
    const label = await givenName(id);
    return borrow(id + MODEL_END, async (file) => {
      const footer = await readFooter(file);
      const found = footer && (await read(file, footer));
      if (found?.info.id !== id) throw damaged(label || id);
      return label ? { ...found, info: { ...found.info, label } } : found;
    });
  }

  async function writeName(id: string, label: string): Promise<void> {
    const file = await files.create(id + NAME_END);
    if (!file) throw new Error('Another tab is changing this model. Try again in a moment.');
    file.append(new TextEncoder().encode(label));
    await file.finish();
  }

  const about = (id: string) => open(id, async (file, footer) => entryOf(footer, file.size));

  return {
    get: (id) => open(id, readModelFile),
    about,
    async put(model) {
      const { id } = model.info;
      if (!isLibraryId(id)) throw new Error(`"${id}" is no id of a model of the library.`);
      const file = await files.create(id + MODEL_END);
      if (!file) throw new Error(`Another tab is saving "${model.info.label}" already.`);
      try {
        await writeModelFile(file, model);
      } catch (error) {
        await file.discard().catch(() => undefined);
        throw isFull(error) ? noRoom(model) : error;
      }
      await files.remove(id + NAME_END);
    },
    async list() {
      const found = (await files.list()).filter(({ name }) => name.endsWith(MODEL_END));
      found.sort((a, b) => b.usedAt - a.usedAt);
      const models: LibraryEntry[] = [];
      const unreadable: DamagedEntry[] = [];
      for (const { name, bytes } of found) {
        const id = name.slice(0, -MODEL_END.length);
        const entry = await about(id).catch(() => undefined);
        if (entry) models.push(entry);
        else unreadable.push({ id, label: (await givenName(id)) || id, bytes });
      }
      return { models, damaged: unreadable };
    },
    async rename(id, label) {
      const text = label.trim().slice(0, LONGEST_NAME);
      if (!text) throw new Error('A model needs a name.');
      if (!(await about(id))) throw new Error('This model is not on this machine any more.');
      await writeName(id, text);
    },
    async remove(id) {
      if (!isLibraryId(id)) return;
      await files.remove(id + MODEL_END);
      await files.remove(id + NAME_END);
    },
  };
}

const noRoom = ({ info, files }: LibraryModel): Error =>
  new Error(
    `There is no room left for the model "${info.label}" (${Math.ceil(files.weights.byteLength / 1e6)} MB). Remove stored results, images or models that you no longer need, in Storage.`,
  );
