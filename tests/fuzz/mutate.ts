import { HOSTILE } from '../graph/arbitrary';

/** Whole numbers from 0 up to, not including, `below`. Seeded: mulberry32. */
export function seededInteger(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = ReturnType<typeof seededInteger>;

const EXTREMES = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xffff, 0x10000];
const TOKENS = [
  ...HOSTILE,
  '[[[[[[[[',
  '{"a":',
  '1e999',
  '-0',
  'null',
  '"',
  '\\u0000',
  '<',
  '>',
  '&',
  '.',
  '=',
];

/** A damaged copy: some bits, bytes and numbers changed, parts cut out, repeated, put elsewhere, or cut off. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let made = new Uint8Array(bytes);
  for (let left = 1 + random(4); left > 0; left--) {
    const at = random(made.length + 1);
    const length = random(Math.min(64, made.length - at + 1));
    switch (random(7)) {
      case 0:
        if (made.length > 0) made[at % made.length] = (made[at % made.length] ?? 0) ^ (1 << random(8));
        break;
      case 1:
        made.fill(random(256), at, at + length);
        break;
      case 2:
        made = joined(made.subarray(0, at), made.subarray(at + length));
        break;
      case 3:
        made = joined(made.subarray(0, at), made.subarray(at, at + length), made.subarray(at));
        break;
      case 4:
        made = made.slice(0, at);
        break;
      case 5:
        made = joined(made.subarray(0, at), made.subarray(random(made.length + 1)));
        break;
      default:
        if (at + 4 <= made.length) {
          const value = EXTREMES[random(EXTREMES.length)] ?? 0;
          new DataView(made.buffer).setUint32(at, value, random(2) === 0);
        }
    }
  }
  return made;
}

/** As `mutateBytes` for text, with pieces that mean something in JSON, XML or HTML put in. */
export function mutateText(text: string, random: Random): string {
  let made = text;
  for (let left = 1 + random(4); left > 0; left--) {
    const at = random(made.length + 1);
    const length = random(40);
    const token = TOKENS[random(TOKENS.length)] ?? '';
    switch (random(5)) {
      case 0:
        made = made.slice(0, at) + token + made.slice(at);
        break;
      case 1:
        made = made.slice(0, at) + made.slice(at + length);
        break;
      case 2:
        made = made.slice(0, at) + token.repeat(1 + random(20)) + made.slice(at + length);
        break;
      case 3:
        made = made.slice(0, at) + String.fromCharCode(random(0x10000)) + made.slice(at + 1);
        break;
      default:
        made = made.slice(0, at);
    }
  }
  return made;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
