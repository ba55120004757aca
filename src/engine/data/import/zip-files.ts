import { inflateSync } from 'fflate';
import {
  ImportError,
  type ImportFile,
  isFolder,
  MAX_FILE_BYTES,
  MAX_TOTAL_BYTES,
  type RandomAccess,
} from './source';
import { readZipDirectory, type ZipEntry } from './zip-directory';

const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER_SIZE = 30;
const LOCAL_HEADER = 0x04034b50;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** The files of a zip archive; each is unpacked when it is read, and never to more than it declares. */
export async function zipFiles(zip: RandomAccess, maxFileBytes = MAX_FILE_BYTES): Promise<ImportFile[]> {
  const entries = await readZipDirectory(zip);
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > MAX_TOTAL_BYTES) {
    throw new ImportError('too-large', `The zip archive unpacks to ${megabytes(total)}.`, {
      expected: `at most ${megabytes(MAX_TOTAL_BYTES)}`,
      hint: 'If it really holds that many photos, split it; if not, do not trust it.',
    });
  }
  return entries.map((entry) => ({
    path: entry.path,
    size: entry.size,
    read: () => readEntry(zip, entry, maxFileBytes),
  }));
}

/** Throws an Error whose message continues "… cannot be read: ". */
async function readEntry(zip: RandomAccess, entry: ZipEntry, maxBytes: number): Promise<Uint8Array> {
  if (isFolder(entry.path)) return new Uint8Array();
  if (entry.encrypted) throw new Error('it is protected by a password');
  if (entry.method !== STORED && entry.method !== DEFLATED)
    throw new Error(`it is compressed by a method that Graft does not know (${entry.method})`);
  if (entry.size > maxBytes) throw new Error(`it unpacks to ${megabytes(entry.size)}`);
  const header = await zip.read(entry.offset, LOCAL_HEADER_SIZE);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (view.getUint32(0, true) !== LOCAL_HEADER) throw new Error('the archive is damaged here');
  const data = entry.offset + LOCAL_HEADER_SIZE + view.getUint16(26, true) + view.getUint16(28, true);
  const packed = await zip.read(data, entry.compressedSize);
  if (entry.method === STORED) return packed;
  // With a buffer of the declared size, more than that is never kept.
  const bytes = inflateSync(packed, { out: new Uint8Array(entry.size) });
  if (bytes.length !== entry.size) throw new Error('the archive is damaged here');
  return bytes;
}
