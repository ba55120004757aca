import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importZipArchive } from '../../../../src/engine/data/import/import-zip';
import { bytesAccess } from '../../../../src/engine/data/import/source';
import { zipFiles } from '../../../../src/engine/data/import/zip-files';

const text = (value: string) => new TextEncoder().encode(value);
const read = async (zip: Uint8Array, path: string) =>
  (await zipFiles(bytesAccess(zip))).find((file) => file.path === path)?.read();

/** Overwrites a 32-bit number at every central directory entry. */
function patchDirectory(zip: Uint8Array, at: number, value: number): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  for (let i = 0; i + 4 <= zip.length; i++)
    if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + at, value, true);
  return zip;
}

/** Numbers of 2, 4 or 8 bytes, little-endian, one after the other. */
function pack(...fields: readonly [value: number, bytes: 2 | 4 | 8][]): Uint8Array {
  return new Uint8Array(
    fields.flatMap(([value, bytes]) =>
      Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256),
    ),
  );
}

/** A Zip64 archive of one stored file, all of whose 32-bit sizes and offsets are left to extra fields. */
function zip64(path: string, data: Uint8Array): Uint8Array {
  const name = text(path);
  const unknown = 0xffffffff;
  const local = pack(
    [0x04034b50, 4],
    [45, 2],
    [0, 2],
    [0, 2],
    [0, 4],
    [0, 4],
    [unknown, 4],
    [unknown, 4],
    [name.length, 2],
    [0, 2],
  );
  const extra = pack([1, 2], [24, 2], [data.length, 8], [data.length, 8], [0, 8]);
  const entry = pack(
    [0x02014b50, 4],
    [45, 2],
    [45, 2],
    [0, 2],
    [0, 2],
    [0, 4],
    [0, 4],
    [unknown, 4],
    [unknown, 4],
    [name.length, 2],
    [extra.length, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
    [unknown, 4],
  );
  const directoryAt = local.length + name.length + data.length;
  const directorySize = entry.length + name.length + extra.length;
  const end64 = pack(
    [0x06064b50, 4],
    [44, 8],
    [45, 2],
    [45, 2],
    [0, 4],
    [0, 4],
    [1, 8],
    [1, 8],
    [directorySize, 8],
    [directoryAt, 8],
  );
  const locator = pack([0x07064b50, 4], [0, 4], [directoryAt + directorySize, 8], [1, 4]);
  const end = pack(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [0xffff, 2],
    [0xffff, 2],
    [unknown, 4],
    [unknown, 4],
    [0, 2],
  );
  return new Uint8Array(Buffer.concat([local, name, data, entry, name, extra, end64, locator, end]));
}

describe('zipFiles', () => {
  it('unpacks stored and deflated files', async () => {
    const zip = zipSync({
      'a/é.txt': [text('packed '.repeat(100)), { level: 9 }],
      'b.txt': [text('plain'), { level: 0 }],
    });
    expect(await read(zip, 'a/é.txt')).toEqual(text('packed '.repeat(100)));
    expect(await read(zip, 'b.txt')).toEqual(text('plain'));
  });

  it('finds the directory in front of a comment', async () => {
    const zip = zipSync({ 'b.txt': text('plain') });
    const commented = new Uint8Array([...zip, ...text('made by hand')]);
    new DataView(commented.buffer).setUint16(zip.length - 2, 12, true);
    expect(await read(commented, 'b.txt')).toEqual(text('plain'));
  });

  it('reads Zip64, where sizes and places stand in extra fields', async () => {
    expect(await read(zip64('cat/a.txt', text('content')), 'cat/a.txt')).toEqual(text('content'));
  });

  it('never unpacks more than an entry declares', async () => {
    const bomb = zipSync({ 'bomb.txt': [new Uint8Array(50_000_000), { level: 9 }] });
    expect(bomb.length).toBeLessThan(100_000);
    const lying = patchDirectory(bomb, 24, 1000);
    expect((await read(lying, 'bomb.txt'))?.length).toBe(1000);
  });

  it('refuses an archive that declares too much', async () => {
    const many = Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`${i}.txt`, text('x')]));
    const zip = patchDirectory(zipSync(many), 24, 0xf0000000);
    await expect(zipFiles(bytesAccess(zip))).rejects.toThrow('unpacks to 12080 MB');
    const single = patchDirectory(zipSync({ 'a.txt': text('x') }), 24, 0xf0000000);
    await expect(read(single, 'a.txt')).rejects.toThrow('it unpacks to 4027 MB');
  });

  it('says what keeps an entry from being read', async () => {
    const locked = zipSync({ 'a.txt': text('x') });
    patchDirectory(locked, 8, 1);
    await expect(read(locked, 'a.txt')).rejects.toThrow('protected by a password');
  });

  it('calls a damaged archive damaged', async () => {
    const zip = zipSync({ 'cat/a.txt': text('x'.repeat(1000)) });
    for (const bad of [zip.subarray(0, zip.length - 30), text('no zip at all'), new Uint8Array()]) {
      const outcome = await importZipArchive('Pets', bytesAccess(bad));
      expect(outcome).toMatchObject({ ok: false, problems: [{ code: 'import/bad-zip' }] });
    }
  });
});
