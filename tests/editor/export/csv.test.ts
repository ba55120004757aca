import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../src/editor/export/csv';

const BOM = '\uFEFF';
const parse = (csv: string) =>
  Papa.parse<string[]>(csv.slice(BOM.length).replace(/\r\n$/, ''), { newline: '\r\n', delimiter: ',' }).data;

describe('CSV', () => {
  it('quotes what RFC 4180 says must be quoted, and ends lines in CR LF', () => {
    const rows = [
      ['a,b', 1],
      ['say "hi"', -0.5],
      ['two\nlines', null],
    ];
    expect(toCsv({ columns: ['name', 'value'], rows })).toBe(
      `${BOM}name,value\r\n"a,b",1\r\n"say ""hi""",-0.5\r\n"two\nlines",\r\n`,
    );
  });

  it('gives a spreadsheet no formula to run, and leaves numbers numbers', () => {
    const texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'];
    const csv = toCsv({ columns: ['=evil'], rows: [...texts.map((text) => [text]), [-1]] });
    const cells = parse(csv).flat();
    expect(cells).toEqual([...['=evil', ...texts].map((text) => `'${text}`), '-1']);
  });

  it('comes back as it was, whatever the texts are', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 }), (rows) => {
        const [, ...back] = parse(toCsv({ columns: ['a', 'b'], rows }));
        const plain = (text: string | undefined) => text?.replace(/^'(?=[=+\-@\t\r\n＋－＝＠])/, '');
        expect(back.map((row) => row.map(plain))).toEqual(
          rows.map((row) => row.map((value) => (typeof value === 'string' ? plainOf(value) : String(value)))),
        );
      }),
      { numRuns: 40 },
    );
  });
});

/** A text that begins with an apostrophe and a sign is the one that does not come back apart. */
const plainOf = (text: string) => text.replace(/^'(?=[=+\-@\t\r\n＋－＝＠])/, '');
