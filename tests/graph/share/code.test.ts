import { base64urlnopad } from '@scure/base';
import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { emptyDocument } from '../../../src/graph/document';
import { decodeGraph, encodeGraph } from '../../../src/graph/share/code';
import { DICTIONARY } from '../../../src/graph/share/dictionary';
import { readShareLink, shareLink } from '../../../src/graph/share/link';
import { loadTemplate } from '../../templates/load';
import { anyDocument } from '../arbitrary';

const template = loadTemplate('first-transfer');
const codeOf = (parsed: ReturnType<typeof decodeGraph>) => parsed.problems[0]?.code;

describe('a graph as a code', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const parsed = decodeGraph(encodeGraph(document));
        expect(parsed.ok && parsed.document).toEqual(document);
      }),
    );
  });

  it('holds only characters that every program leaves alone in a link', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(encodeGraph(document)).toMatch(/^1\.[\w-]+\.[0-9a-f]{8}$/);
      }),
    );
  });

  it('is far shorter than the file', () => {
    expect(encodeGraph(template).length).toBeLessThan(JSON.stringify(template).length / 2);
  });

  it('of version 1 stays readable: this one was made when version 1 was', () => {
    const parsed = decodeGraph('1.IzJcHSEBqpCfpgCVVgA5CGfoIgVKbC0A.71755834');
    expect(parsed.ok && parsed.document).toEqual(emptyDocument('A graph of version 1'));
  });

  it('that is cut off is refused, wherever it is cut', () => {
    const code = encodeGraph(template);
    for (let length = 0; length < code.length; length += 7) {
      expect(codeOf(decodeGraph(code.slice(0, length)))).toBe('share/damaged');
    }
  });

  it('with one changed character is refused', () => {
    const code = encodeGraph(template);
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: code.length - 1 }),
        fc.constantFrom('A', 'z', '0', '_'),
        (at, other) => {
          fc.pre(code[at] !== other);
          const parsed = decodeGraph(code.slice(0, at) + other + code.slice(at + 1));
          // The last character of base64 may differ in bits that mean nothing.
          if (parsed.ok) expect(parsed.document).toEqual(template);
          else expect(codeOf(parsed)).toBe('share/damaged');
        },
      ),
    );
  });

  it('of a newer version says so', () => {
    expect(codeOf(decodeGraph(encodeGraph(template).replace('1.', '2.')))).toBe('share/from-the-future');
  });

  it('that unpacks to a bomb is refused before it is unpacked', () => {
    const bomb = deflateSync(new Uint8Array(25_000_000), { level: 9, dictionary: DICTIONARY });
    const code = `1.${base64urlnopad.encode(bomb)}.00000000`;
    expect(code.length).toBeLessThan(1_000_000);
    expect(codeOf(decodeGraph(code))).toBe('share/too-large');
    expect(codeOf(decodeGraph('1.'.padEnd(2_000_000, 'A')))).toBe('share/too-large');
  });

  it('may hold any JSON, and is read as carefully as a file', () => {
    const pack = (text: string) => {
      const bytes = strToU8(text);
      return base64urlnopad.encode(deflateSync(bytes, { dictionary: DICTIONARY }));
    };
    expect(codeOf(decodeGraph(`1.${pack('{}')}.a3830c37`))).toBe('share/damaged');
    expect(codeOf(decodeGraph(`1.${pack('{}')}.a505df1b`))).toBe('share/damaged');
  });
});

describe('a link', () => {
  it('holds the graph behind its #, in place of what was there', () => {
    const link = shareLink('https://graft.example/app/?x=1#graph=old', template);
    expect(link).toMatch(/^https:\/\/graft\.example\/app\/\?x=1#graph=1\./);
    const parsed = readShareLink(new URL(link).hash);
    expect(parsed?.ok && parsed.document).toEqual(template);
  });

  it('about something else is none of ours', () => {
    expect(readShareLink('')).toBeUndefined();
    expect(readShareLink('#section-2')).toBeUndefined();
  });
});
