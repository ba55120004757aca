import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { DatasetIndex, SampleEntry } from '../../../plan/catalog';
import { ImageError } from '../../platform/image-error';
import { readImageHeader } from '../../platform/image-header';
import type { DatasetWriter } from '../../platform/platform';
import { compare, type Layout, layOut, type PlacedFile } from './layout';
import { readAhead } from './read-ahead';
import { ImportError, type Imported, type ImportFile, isFolder, MAX_FILE_BYTES, MAX_FILES } from './source';

export interface ImportOptions {
  /** Keeps the bytes; without one, they are only looked at, to be read again from the files. */
  readonly writer?: DatasetWriter;
  /** Told from time to time, `MOST_REPORTS` times at most, and at the end. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ImportedFiles {
  readonly index: DatasetIndex;
  /** The file of each sample, by sample id. */
  readonly files: ReadonlyMap<string, ImportFile>;
}

/** Whoever is told may live in another thread, and draws each report. */
const MOST_REPORTS = 200;

type Skipped = DatasetIndex['skipped'][number];
type KeptSample = Omit<SampleEntry, 'class'> & { readonly placed: PlacedFile };

/**
 * Makes a dataset of image files, one folder a class (see `layOut`). The header of every file is
 * checked; what is no image is left out and listed in `skipped` with the reason. The dataset's id is
 * a hash of all paths and bytes. Never throws.
 */
export async function importFiles(
  name: string,
  files: readonly ImportFile[],
  options: ImportOptions = {},
): Promise<Imported<ImportedFiles>> {
  try {
    const value = await collect(name, files, options);
    await options.writer?.finish(value.index);
    return { ok: true, value };
  } catch (error) {
    await options.writer?.discard();
    return { ok: false, problems: [asImportError(error).problem] };
  }
}

/** What went wrong, as a problem that says how to mend it. */
export function asImportError(error: unknown): ImportError {
  if (error instanceof ImportError) return error;
  const message = error instanceof Error ? error.message : String(error);
  // The name that browsers give a full disk or a used-up allowance.
  if (error instanceof Error && error.name === 'QuotaExceededError') {
    return new ImportError('storage-full', 'The browser has no room left for these files.', {
      hint: 'Remove datasets that you no longer need, free disk space, or bring fewer images.',
    });
  }
  return new ImportError('failed', `The files could not be imported: ${message}`);
}

async function collect(
  name: string,
  files: readonly ImportFile[],
  { writer, onProgress }: ImportOptions,
): Promise<ImportedFiles> {
  if (files.length > MAX_FILES) {
    throw new ImportError('too-large', `There are ${files.length} files.`, {
      expected: `at most ${MAX_FILES}`,
      hint: 'Bring fewer images, or split them over several datasets.',
    });
  }
  const layout = layOut(files.map((file) => file.path));
  const byPath = new Map(files.map((file) => [file.path, file]));
  const hash = sha256.create();
  const samples: KeptSample[] = [];
  const kept = new Map<string, ImportFile>();
  const skipped: Skipped[] = layout.outside.map((file) => ({
    file,
    reason: 'lies outside of the class folders',
  }));
  const { placed: all } = layout;
  const reportEvery = Math.ceil(all.length / MOST_REPORTS);
  let offset = 0;
  let done = 0;
  for await (const { placed, file, read } of readAhead(all.map((placed) => reading(placed, byPath)))) {
    if (!file || kept.has(placed.id)) skipped.push({ file: placed.id, reason: 'appears twice' });
    else if (typeof read === 'string') skipped.push({ file: placed.id, reason: read });
    else {
      await writer?.append(read);
      hash.update(new TextEncoder().encode(`${placed.id}\0${read.length}\0`)).update(read);
      samples.push({
        id: placed.id,
        ...(placed.part && { part: placed.part }),
        offset,
        length: read.length,
        placed,
      });
      kept.set(placed.id, file);
      offset += read.length;
    }
    done++;
    if (done % reportEvery === 0 || done === all.length) onProgress?.(done, all.length);
  }
  if (samples.length === 0) throw nothingUsable(files, layout, skipped);
  skipped.push(...emptyFolders(layout, samples));
  const id = `user@${bytesToHex(hash.digest()).slice(0, 16)}`;
  return { index: makeIndex(id, name, samples, skipped), files: kept };
}

const reading = (placed: PlacedFile, byPath: ReadonlyMap<string, ImportFile>) => {
  const file = byPath.get(placed.path);
  return {
    bytes: file?.size ?? 0,
    start: async () => ({ placed, file, read: file ? await readImage(file) : '' }),
  };
};

/** The bytes of an image, or why there are none. */
async function readImage(file: ImportFile): Promise<Uint8Array | string> {
  if (file.size !== undefined && file.size > MAX_FILE_BYTES)
    return `is larger than ${Math.round(MAX_FILE_BYTES / 1e6)} MB`;
  try {
    const bytes = await file.read();
    readImageHeader(bytes);
    return bytes;
  } catch (error) {
    if (error instanceof ImageError) return error.message;
    return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function emptyFolders(layout: Layout, samples: readonly KeptSample[]): Skipped[] {
  const used = new Set(samples.map((sample) => sample.placed.folder));
  return [...layout.folders]
    .filter(([folder]) => !used.has(folder))
    .map(([folder, className]) => ({ file: folder, reason: `class folder "${className}" has no image` }));
}

function makeIndex(
  id: string,
  name: string,
  samples: readonly KeptSample[],
  skipped: readonly Skipped[],
): DatasetIndex {
  const classes = [...new Set(samples.map((sample) => sample.placed.className))].sort(compare);
  const indexOf = new Map(classes.map((className, i) => [className, i]));
  return {
    id,
    name,
    modality: 'image',
    description: `${samples.length} images in ${classes.length} ${classes.length === 1 ? 'class' : 'classes'}, from your own files.`,
    licence: 'Your own files: they stay on this machine',
    classes,
    domains: [],
    samples: samples.map(({ placed, ...sample }) => ({
      ...sample,
      class: indexOf.get(placed.className) ?? 0,
    })),
    skipped: [...skipped].sort((a, b) => compare(a.file, b.file)),
  };
}

const EXAMPLE = 'one folder a class, e.g. cat/1.jpg and dog/1.jpg';

function nothingUsable(
  files: readonly ImportFile[],
  layout: Layout,
  skipped: readonly Skipped[],
): ImportError {
  const count = files.filter((file) => !isFolder(file.path)).length;
  if (layout.placed.length === 0 && layout.outside.length > 0) {
    return new ImportError('no-class-folders', 'The images do not lie in class folders.', {
      expected: EXAMPLE,
      received: `${count} ${count === 1 ? 'file' : 'files'} outside of any class folder, e.g. ${layout.outside[0]}`,
      hint: 'Make a folder for each class, move the images into them, and choose the folder that holds these.',
    });
  }
  const [first] = skipped;
  return new ImportError('no-images', 'There is no image that can be read.', {
    expected: `PNG, JPEG, WebP, GIF or BMP files, ${EXAMPLE}`,
    received: first ? `${count} other files, e.g. ${first.file}, which ${first.reason}` : 'no files',
    hint: 'Choose the folder or zip that holds your images.',
  });
}
