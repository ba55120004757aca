import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesAccess, type RandomAccess } from '../../../../src/engine/data/import/source';
import { ModelError } from '../../../../src/engine/models/model-error';
import { halfToFloat } from '../../../../src/engine/models/safetensors/dtypes';
import { readFloats, readHeader } from '../../../../src/engine/models/safetensors/read';
import { type NamedTensor, writeSafetensors } from '../../../../src/engine/models/safetensors/write';

const tensors = fc.uniqueArray(
  fc
    .record({ name: fc.string({ unit: 'grapheme' }), shape: fc.array(fc.nat(4), { maxLength: 4 }) })
    .chain(({ name, shape }) => {
      const count = shape.reduce((product, side) => product * side, 1);
      return fc
        .float32Array({ minLength: count, maxLength: count })
        .map((data): NamedTensor => ({ name, shape, data }));
    }),
  { selector: ({ name }) => name, maxLength: 8 },
);
const usable = tensors.filter((list) => list.every(({ name }) => name !== '__metadata__'));

async function readAll(bytes: Uint8Array): Promise<NamedTensor[]> {
  const file = bytesAccess(bytes);
  const { tensors } = await readHeader(file);
  return Promise.all(
    tensors.map(async (entry) => {
      const data = new Float32Array(entry.shape.reduce((product, side) => product * side, 1));
      await readFloats(file, entry, data);
      return { name: entry.name, shape: entry.shape, data };
    }),
  );
}

const byName = (list: readonly NamedTensor[]) => list.toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** A file with this header and so many bytes behind it. */
function withHeader(header: string, dataBytes: number): Uint8Array {
  const json = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + json.length + dataBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  return file;
}

const failure = async (bytes: Uint8Array): Promise<ModelError> => {
  const error = await readAll(bytes).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ModelError);
  return error as ModelError;
};

describe('a written file', () => {
  it('reads back as it was, whatever the names and values', () =>
    fc.assert(
      fc.asyncProperty(usable, fc.dictionary(fc.string(), fc.string()), async (list, metadata) => {
        const bytes = writeSafetensors(list, metadata);
        expect(byName(await readAll(bytes))).toEqual(byName(list));
        const read = (await readHeader(bytesAccess(bytes))).metadata;
        expect(read).toEqual(metadata);
      }),
    ));

  it('has its values at a multiple of 8, as the format asks', () => {
    const bytes = writeSafetensors([{ name: 'a', shape: [1], data: Float32Array.of(1) }]);
    expect((bytes.length - 4) % 8).toBe(0);
  });

  it('does not take two tensors of one name, or a wrong count', () => {
    const one = { name: 'a', shape: [1], data: Float32Array.of(1) };
    expect(() => writeSafetensors([one, one])).toThrow('Two tensors are called "a"');
    expect(() => writeSafetensors([{ ...one, shape: [2] }])).toThrow('its shape says 2');
  });
});

describe('types', () => {
  const of = (dtype: string, bytes: Uint8Array): Uint8Array => {
    const file = withHeader(
      JSON.stringify({ x: { dtype, shape: [3], data_offsets: [0, bytes.length] } }),
      bytes.length,
    );
    file.set(bytes, file.length - bytes.length);
    return file;
  };
  const values = async (dtype: string, bytes: Uint8Array) => [
    ...((await readAll(of(dtype, bytes)))[0]?.data ?? []),
  ];

  it('reads doubles, halves and brain floats as float32', async () => {
    const doubles = Float64Array.of(1.5, -2, 0.1);
    expect(await values('F64', new Uint8Array(doubles.buffer))).toEqual([1.5, -2, Math.fround(0.1)]);
    const halves = Uint16Array.of(0x3e00, 0xc000, 0x0001);
    expect(await values('F16', new Uint8Array(halves.buffer))).toEqual([1.5, -2, 2 ** -24]);
    const brains = Uint16Array.of(0x3fc0, 0xc000, 0x7f80);
    expect(await values('BF16', new Uint8Array(brains.buffer))).toEqual([1.5, -2, Number.POSITIVE_INFINITY]);
  });

  it('reads every half as IEEE 754 says', () => {
    // The reference: the same bits moved into a float32 with its wider exponent.
    const view = new DataView(new ArrayBuffer(4));
    const wrong: number[] = [];
    for (let half = 0; half < 0x10000; half++) {
      view.setUint32(0, ((half & 0x8000) << 16) | ((half & 0x7fff) << 13));
      const exponent = (half >> 10) & 0x1f;
      const expected =
        exponent === 0x1f
          ? half & 0x3ff
            ? Number.NaN
            : (half & 0x8000 ? -1 : 1) / 0
          : view.getFloat32(0) * 2 ** 112;
      if (!Object.is(halfToFloat(half), expected)) wrong.push(half);
    }
    expect(wrong).toEqual([]);
  });

  it('lists whole numbers, but does not take them for weights', async () => {
    const error = await failure(of('I64', new Uint8Array(24)));
    expect(error.problem).toMatchObject({ code: 'model/not-floats', received: 'I64' });
  });

  it('names a type that it does not know', async () => {
    const error = await failure(of('F4', new Uint8Array(2)));
    expect(error.problem).toMatchObject({ code: 'model/unknown-dtype', received: 'F4' });
  });
});

describe('damage', () => {
  const entry = (shape: unknown, offsets: unknown) => ({ dtype: 'F32', shape, data_offsets: offsets });
  it.each([
    ['nothing at all', new Uint8Array(), 'ends before its header'],
    ['a header longer than the file', withHeader('{}', 0).subarray(0, 9), 'ends inside of its header'],
    ['no JSON', withHeader('{"a":', 0), 'not a JSON object'],
    ['a list', withHeader('[]', 0), 'not a JSON object'],
    ['a tensor past the end', withHeader(JSON.stringify({ a: entry([4], [0, 16]) }), 8), 'lies outside'],
    ['a tensor too short', withHeader(JSON.stringify({ a: entry([4], [0, 8]) }), 8), 'another length'],
    ['a hole', withHeader(JSON.stringify({ a: entry([1], [4, 8]) }), 8), 'nothing is said of the bytes'],
    [
      'an overlap',
      withHeader(JSON.stringify({ a: entry([2], [0, 8]), b: entry([1], [4, 8]) }), 8),
      'overlaps',
    ],
    ['bytes at the end', withHeader(JSON.stringify({ a: entry([1], [0, 4]) }), 8), 'another length'],
    ['a negative side', withHeader(JSON.stringify({ a: entry([-1], [0, 4]) }), 4), 'whole numbers'],
    [
      'sides whose product is beyond counting',
      withHeader(JSON.stringify({ a: entry([2 ** 40, 2 ** 40], [0, 4]) }), 4),
      'another length',
    ],
    ['a tensor that is null', withHeader('{"a":null}', 0), 'does not read'],
  ])('says so of %s', async (_, bytes, message) => {
    expect((await failure(bytes)).message).toContain(message);
  });

  it('refuses an absurd header before any memory is taken for it', async () => {
    const reads: number[] = [];
    const first = new Uint8Array(8).fill(0xff);
    const file: RandomAccess = {
      size: 2 ** 31,
      async read(_, length) {
        reads.push(length);
        return first.subarray(0, length);
      },
    };
    await expect(readHeader(file)).rejects.toThrow('its header is too long');
    expect(reads).toEqual([8]);
  });

  it('refuses a file above the limit unread', async () => {
    const file: RandomAccess = { size: 2 ** 31 + 1, read: () => Promise.reject(new Error('was read')) };
    await expect(readHeader(file)).rejects.toThrow('too large');
  });

  it('never crashes, whatever bytes are changed or cut off', () =>
    fc.assert(
      fc.asyncProperty(
        usable,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
        fc.nat(40),
        async (list, changes, cut) => {
          const bytes = writeSafetensors(list);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const shorter = bytes.subarray(0, Math.max(0, bytes.length - cut));
          try {
            const read = await readAll(shorter);
            const values = read.reduce((sum, { data }) => sum + data.length, 0);
            expect(4 * values).toBeLessThanOrEqual(4 * bytes.length);
          } catch (error) {
            expect(error).toBeInstanceOf(ModelError);
          }
        },
      ),
      { numRuns: 500 },
    ));
});

it('reads a tensor larger than one piece whole', async () => {
  const data = Float32Array.from({ length: 2_500_000 }, (_, i) => i % 1013);
  const [read] = await readAll(writeSafetensors([{ name: 'big', shape: [2500, 1000], data }]));
  // By hand: an assertion on each of so many values takes a minute.
  const differs = data.findIndex((value, i) => value !== read?.data[i]);
  expect([read?.data.length, differs]).toEqual([data.length, -1]);
});
