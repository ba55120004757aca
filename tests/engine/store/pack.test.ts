import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf, pack, unpack } from '../../../src/engine/store/pack';

const leaf = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.double(),
  fc.constant(null),
  fc.float32Array({ maxLength: 5 }),
  fc.int32Array({ maxLength: 5 }),
  fc.uint8Array({ maxLength: 5 }),
);
const name = fc.oneof(fc.string(), fc.constantFrom('$array', '$number', '$$array', '$', 'of'));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

it('any plain data survives: odd numbers, odd names, typed arrays at any depth', () => {
  fc.assert(
    fc.property(value, (original) => {
      const { json, arrays } = pack(original);
      const text = JSON.stringify(json);
      const back = unpack(JSON.parse(text), (index) => {
        const array = arrays[index];
        return array ? bytesOf(array).slice() : new Uint8Array(0);
      });
      expect(back).toEqual(original);
    }),
  );
});

it('refuses what it could not give back', () => {
  expect(() => pack({ at: new Float64Array(1) })).toThrow('Float64Array cannot be stored');
});
