import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ImportError, type ImportFile, isFolder, type RandomAccess } from '../data/import/source';
import { zipFiles } from '../data/import/zip-files';
import { GRAPH, isSafePath, LARGEST_TEXT_BYTES, MANIFEST, type Manifest, manifestSchema } from './manifest';

export interface OpenBundle {
  readonly manifest: Manifest;
  /** The graph's JSON; whether it is a graph is for others to say. */
  readonly graph: string;
  /** The other files, by path. Reading one checks its checksum and throws an Error when it is wrong. */
  readonly files: ReadonlyMap<string, ImportFile>;
}

/**
 * Reads what a bundle holds, and nothing of its data yet. Entries are only found by names that the manifest
 * lists, and never become file names here. Throws an ImportError that says what is wrong.
 */
export async function openBundle(zip: RandomAccess): Promise<OpenBundle> {
  const entries = new Map<string, ImportFile>();
  for (const file of await zipFiles(zip)) {
    if (isFolder(file.path)) continue;
    if (!isSafePath(file.path)) throw unsafe(`the name ${JSON.stringify(file.path.slice(0, 200))}`);
    if (entries.has(file.path)) throw unsafe(`the name ${JSON.stringify(file.path.slice(0, 200))} twice`);
    entries.set(file.path, file);
  }
  const manifest = readManifest(await readText(entries.get(MANIFEST)));
  const files = new Map<string, ImportFile>();
  for (const { path, bytes, sha256: expected } of manifest.files) {
    const entry = entries.get(path);
    if (!entry || entry.size !== bytes) throw changed(path);
    files.set(path, checked(entry, expected));
  }
  const graph = await readText(files.get(GRAPH));
  return { manifest, graph, files };
}

async function readText(file: ImportFile | undefined): Promise<string> {
  if (!file) throw noBundle();
  if ((file.size ?? 0) > LARGEST_TEXT_BYTES) throw unsafe(`${file.path} of ${file.size} bytes`);
  try {
    return new TextDecoder().decode(await file.read());
  } catch {
    throw changed(file.path);
  }
}

function readManifest(text: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw noBundle();
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw noBundle(parsed.error.issues[0]?.message);
}

const checked = (entry: ImportFile, expected: string): ImportFile => ({
  ...entry,
  read: async () => {
    const bytes = await entry.read();
    if (bytesToHex(sha256(bytes)) !== expected) throw new Error('it is not what was put into the bundle');
    return bytes;
  },
});

const noBundle = (received?: string): ImportError =>
  new ImportError('no-bundle', 'This zip is no bundle of Graft.', {
    ...(received !== undefined && { received }),
    hint: 'To train on the images of a zip, drop it on a Dataset node.',
  });

const unsafe = (received: string): ImportError =>
  new ImportError('unsafe-bundle', 'The bundle holds something that Graft never writes.', {
    received,
    hint: 'It was made or changed by another program. Do not trust it.',
  });

const changed = (path: string): ImportError =>
  new ImportError('damaged-bundle', 'The bundle is damaged: a file is not what was put into it.', {
    received: path,
    hint: 'Download it again, or ask for it once more.',
  });
