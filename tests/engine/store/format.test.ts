import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHUNK_BYTES,
  createFormatWriter,
  isWhole,
  type Readable,
  readFooter,
} from '../../../src/engine/store/format';

type Sections = readonly { readonly name: string; readonly bytes: Uint8Array }[];

async function encode(sections: Sections, meta: unknown): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  const writer = createFormatWriter(async (bytes) => void chunks.push(bytes.slice()));
  for (const { name, bytes } of sections) await writer.append(name, bytes);
  await writer.finish(meta);
  return new Uint8Array(Buffer.concat(chunks));
}

const readable = (bytes: Uint8Array<ArrayBuffer>): Readable => ({
  size: bytes.length,
  read: (offset, length) => bytes.slice(offset, offset + length),
});

/** The content, or `undefined` where the file is not as it was written. */
async function decode(bytes: Uint8Array<ArrayBuffer>) {
  const file = readable(bytes);
  const footer = await readFooter(file);
  if (!footer || !(await isWhole(file, footer))) return undefined;
  const sections = footer.sections.map(({ name, offset, length }) => ({
    name,
    bytes: file.read(offset, length),
  }));
  return { meta: footer.meta, sections };
}

const contents = fc.record({
  meta: fc.record({ text: fc.string(), values: fc.array(fc.integer()) }),
  sections: fc
    .array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 })
    .map((all) => all.map((bytes, index) => ({ name: `section ${index}`, bytes }))),
});

describe('a stored file', () => {
  it('gives back whatever was written', async () => {
    await fc.assert(
      fc.asyncProperty(contents, async ({ meta, sections }) => {
        expect(await decode(await encode(sections, meta))).toEqual({ meta, sections });
      }),
    );
  });

  it('shows every flipped bit', async () => {
    const flip = fc.record({ at: fc.nat(), bit: fc.nat({ max: 7 }) });
    await fc.assert(
      fc.asyncProperty(contents, flip, async ({ meta, sections }, { at, bit }) => {
        const bytes = await encode(sections, meta);
        const index = at % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
        expect(await decode(bytes)).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  });

  it('shows every cut, and anything that was added', async () => {
    await fc.assert(
      fc.asyncProperty(contents, fc.nat(), async ({ meta, sections }, at) => {
        const bytes = await encode(sections, meta);
        expect(await decode(bytes.slice(0, at % bytes.length))).toBeUndefined();
        expect(await decode(new Uint8Array([...bytes, 0]))).toBeUndefined();
      }),
    );
  });

  it('passes long sections on in chunks, however they come, and checks each chunk', async () => {
    const bytes = Uint8Array.from({ length: 2.5 * CHUNK_BYTES }, (_, index) => (index * 31) % 251);
    const largest: number[] = [];
    const chunks: Uint8Array[] = [];
    const writer = createFormatWriter(async (chunk) => {
      largest.push(chunk.length);
      chunks.push(chunk.slice());
    });
    for (let at = 0; at < bytes.length; at += 700_001) {
      await writer.append('rows', bytes.subarray(at, at + 700_001));
    }
    await writer.finish({});
    expect(Math.max(...largest)).toBe(CHUNK_BYTES);
    const file = new Uint8Array(Buffer.concat(chunks));
    const decoded = await decode(file);
    expect(Buffer.compare(decoded?.sections[0]?.bytes ?? new Uint8Array(0), bytes)).toBe(0);
    for (const at of [5, CHUNK_BYTES + 3, 2.2 * CHUNK_BYTES]) {
      const damaged = file.slice();
      damaged[Math.floor(at)] = 255;
      expect(await decode(damaged)).toBeUndefined();
    }
  });
});
