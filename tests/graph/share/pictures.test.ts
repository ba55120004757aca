import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodeGraph } from '../../../src/graph/share/code';
import { crc32 } from '../../../src/graph/share/crc32';
import { codeInPng, embedInPng, isPng } from '../../../src/graph/share/png';
import { codeInSvg, svgMetadata } from '../../../src/graph/share/svg';
import { loadTemplate } from '../../templates/load';

const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
  .png()
  .toBuffer();
const code = encodeGraph(loadTemplate('first-transfer'));

describe('a PNG', () => {
  it('carries a code, and is still the same picture for others', async () => {
    const carrier = embedInPng(picture, code);
    expect(codeInPng(carrier)).toBe(code);
    const { width, height, format } = await sharp(carrier, { failOn: 'warning' }).metadata();
    expect({ width, height, format }).toEqual({ width: 40, height: 30, format: 'png' });
    expect(await sharp(carrier).raw().toBuffer()).toEqual(await sharp(picture).raw().toBuffer());
  });

  it('without one is just a picture', () => {
    expect(codeInPng(picture)).toBeUndefined();
    expect(isPng(new TextEncoder().encode('<svg>'))).toBe(false);
  });

  it('that is cut off or is none carries nothing', () => {
    const carrier = embedInPng(picture, code);
    fc.assert(
      fc.property(fc.nat(carrier.length - 1), (length) => {
        const found = codeInPng(carrier.subarray(0, length));
        expect(found === undefined || found === code).toBe(true);
      }),
    );
    expect(() => embedInPng(new Uint8Array(100), code)).toThrow('no PNG');
  });

  it('has the checksums of its specification', () => {
    // The checksum of an empty IEND chunk, as it ends every PNG file.
    expect(crc32(new TextEncoder().encode('IEND'))).toBe(0xae426082);
    expect(crc32(new TextEncoder().encode('ND'), crc32(new TextEncoder().encode('IE')))).toBe(0xae426082);
  });
});

describe('an SVG', () => {
  it('carries a code in its metadata', () => {
    expect(codeInSvg(`<svg xmlns="http://www.w3.org/2000/svg">${svgMetadata(code)}<g/></svg>`)).toBe(code);
    expect(codeInSvg('<svg/>')).toBeUndefined();
    expect(codeInSvg(svgMetadata(code).slice(0, 200))).toBeUndefined();
  });
});
