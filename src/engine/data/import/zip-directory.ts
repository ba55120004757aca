import { ImportError, MAX_FILES, type RandomAccess } from './source';

export interface ZipEntry {
  readonly path: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly compressedSize: number;
  readonly size: number;
  /** Of the entry's local header. */
  readonly offset: number;
}

const END = 0x06054b50;
const END_SIZE = 22;
const END64_LOCATOR = 0x07064b50;
const END64_LOCATOR_SIZE = 20;
const END64 = 0x06064b50;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
const MAX_COMMENT = 65_535;
const UNKNOWN_16 = 0xffff;
const UNKNOWN_32 = 0xffffffff;
const ZIP64_EXTRA = 0x0001;
const ENCRYPTED = 1;

const notAZip = () =>
  new ImportError('bad-zip', 'The zip archive is damaged or cut off: its table of contents cannot be read.', {
    hint: 'Make the zip again, or choose the unpacked folder.',
  });

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Reads the central directory at the end of a zip (PKWARE APPNOTE 6.3, Zip64 included), so that single
 * entries can be unpacked when they are needed and nothing else is held in memory.
 */
export async function readZipDirectory(zip: RandomAccess): Promise<ZipEntry[]> {
  try {
    const { offset, size, count } = await findDirectory(zip);
    if (count > MAX_FILES) {
      throw new ImportError('too-large', `The zip archive holds ${count} files.`, {
        expected: `at most ${MAX_FILES} files`,
        hint: 'Split it into several archives.',
      });
    }
    return parseEntries(await zip.read(offset, size), count);
  } catch (error) {
    // Both DataView and RandomAccess complain so about places that are not there.
    if (error instanceof RangeError) throw notAZip();
    throw error;
  }
}

async function findDirectory(zip: RandomAccess): Promise<{ offset: number; size: number; count: number }> {
  const tailSize = Math.min(zip.size, END_SIZE + MAX_COMMENT + END64_LOCATOR_SIZE);
  const tail = viewOf(await zip.read(zip.size - tailSize, tailSize));
  for (let at = tail.byteLength - END_SIZE; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue;
    const count = tail.getUint16(at + 10, true);
    const size = tail.getUint32(at + 12, true);
    const offset = tail.getUint32(at + 16, true);
    const isZip64 = count === UNKNOWN_16 || size === UNKNOWN_32 || offset === UNKNOWN_32;
    return isZip64 ? readEnd64(zip, tail, at - END64_LOCATOR_SIZE) : { offset, size, count };
  }
  throw notAZip();
}

async function readEnd64(zip: RandomAccess, tail: DataView, locator: number) {
  if (tail.getUint32(locator, true) !== END64_LOCATOR) throw notAZip();
  const at = Number(tail.getBigUint64(locator + 8, true));
  const end = viewOf(await zip.read(at, 56));
  if (end.getUint32(0, true) !== END64) throw notAZip();
  return {
    count: Number(end.getBigUint64(32, true)),
    size: Number(end.getBigUint64(40, true)),
    offset: Number(end.getBigUint64(48, true)),
  };
}

function parseEntries(directory: Uint8Array, count: number): ZipEntry[] {
  const view = viewOf(directory);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (view.getUint32(at, true) !== ENTRY) throw notAZip();
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const extra = at + ENTRY_SIZE + nameLength;
    const end = extra + extraLength;
    if (end > directory.length) throw notAZip();
    entries.push({
      path: decodeName(directory.subarray(at + ENTRY_SIZE, extra)),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & ENCRYPTED) !== 0,
      ...sizesOf(view, at, extra, end),
    });
    at = end + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Sizes and offset; those that do not fit in 32 bits stand in the Zip64 extra field, in this order. */
function sizesOf(view: DataView, at: number, extra: number, end: number) {
  let size = view.getUint32(at + 24, true);
  let compressedSize = view.getUint32(at + 20, true);
  let offset = view.getUint32(at + 42, true);
  for (let field = extra; field + 4 <= end; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== ZIP64_EXTRA) continue;
    let next = field + 4;
    const take = (): number => {
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    };
    if (size === UNKNOWN_32) size = take();
    if (compressedSize === UNKNOWN_32) compressedSize = take();
    if (offset === UNKNOWN_32) offset = take();
  }
  return { size, compressedSize, offset };
}

/** Most archives hold UTF-8, whether they say so or not; what is not valid UTF-8 is read as Latin-1. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
