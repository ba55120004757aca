import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeOnNode } from '../../../src/engine/platform/node-decode';
import { MAX_DECODED_SIDE } from '../../../src/engine/platform/platform';

const solid = (width: number, height: number, background: string, alpha = false) =>
  sharp({ create: { width, height, channels: alpha ? 4 : 3, background } });

const pixel = (image: { width: number; rgb: Uint8Array }, x: number, y: number) => [
  ...image.rgb.subarray((y * image.width + x) * 3, (y * image.width + x) * 3 + 3),
];

/** A 2×2 bitmap of 24 bits, bottom row first: red, green / blue, white. */
function bmp24(): Uint8Array {
  const bytes = new Uint8Array(54 + 16);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, 2, true);
  view.setInt32(22, 2, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  bytes.set([255, 0, 0, 255, 255, 255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0], 54);
  return bytes;
}

describe('decodeOnNode', () => {
  it('reads an image of 1×1', async () => {
    const image = await decodeOnNode(await solid(1, 1, '#0a141e').png().toBuffer());
    expect(image).toEqual({ width: 1, height: 1, rgb: new Uint8Array([10, 20, 30]) });
  });

  it('scales an image of 8000×8000 down while decoding', async () => {
    const image = await decodeOnNode(await solid(8000, 8000, '#0a141e').png().toBuffer());
    expect([image.width, image.height]).toEqual([MAX_DECODED_SIDE, MAX_DECODED_SIDE]);
    expect(image.rgb.length).toBe(MAX_DECODED_SIDE ** 2 * 3);
    expect(pixel(image, 500, 500)).toEqual([10, 20, 30]);
  });

  it('keeps the shape of a long image', async () => {
    const image = await decodeOnNode(await solid(4000, 2, '#fff').png().toBuffer());
    expect([image.width, image.height]).toEqual([1024, 1]);
  });

  it('refuses more pixels than it may hold', async () => {
    const png = await solid(1, 1, '#fff').png().toBuffer();
    png.writeUInt32BE(20_000, 16);
    png.writeUInt32BE(20_000, 20);
    await expect(decodeOnNode(png)).rejects.toThrow('is too large: 20000 × 20000 pixels');
  });

  it('lays transparency on white', async () => {
    const clear = await solid(2, 2, '#00000000', true).png().toBuffer();
    expect(pixel(await decodeOnNode(clear), 0, 0)).toEqual([255, 255, 255]);
    const half = await solid(2, 2, 'rgba(0,0,0,0.5)', true).webp({ lossless: true }).toBuffer();
    for (const value of pixel(await decodeOnNode(half), 1, 1)) expect(value).toBeCloseTo(127, -1);
  });

  it('applies the orientation of a camera', async () => {
    const left = { input: { create: { width: 10, height: 20, channels: 3, background: '#f00' } as const } };
    const jpeg = await solid(40, 20, '#00f')
      .composite([{ ...left, left: 0, top: 0 }])
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const image = await decodeOnNode(jpeg);
    expect([image.width, image.height]).toEqual([20, 40]);
    const [red = 0, , blue = 0] = pixel(image, 10, 2);
    expect(red).toBeGreaterThan(200);
    expect(blue).toBeLessThan(60);
    expect(pixel(image, 10, 35)[2]).toBeGreaterThan(200);
  });

  it('gives three channels for grey, palette and 16-bit images', async () => {
    const grey = await solid(3, 2, '#808080').toColourspace('b-w').png().toBuffer();
    expect(pixel(await decodeOnNode(grey), 2, 1)).toEqual([128, 128, 128]);
    const palette = await solid(3, 2, '#ff8000').png({ palette: true }).toBuffer();
    expect(pixel(await decodeOnNode(palette), 0, 0)).toEqual([255, 128, 0]);
    const deep = await solid(3, 2, '#ff8000').toColourspace('rgb16').png().toBuffer();
    expect(pixel(await decodeOnNode(deep), 0, 0)).toEqual([255, 128, 0]);
  });

  it('reads JPEG, WebP, GIF and BMP', async () => {
    for (const format of ['jpeg', 'webp', 'gif'] as const) {
      const image = await decodeOnNode(await solid(5, 4, '#fff').toFormat(format).toBuffer());
      expect([format, image.width, image.height, pixel(image, 4, 3)]).toEqual([
        format,
        5,
        4,
        [255, 255, 255],
      ]);
    }
    const bmp = await decodeOnNode(bmp24());
    expect([...bmp.rgb]).toEqual([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255].slice(0, 12));
  });

  it('says what a text file that was renamed to .jpg really is', async () => {
    const text = new TextEncoder().encode('Dear diary,\ntoday I renamed a file.');
    await expect(decodeOnNode(text)).rejects.toThrow(
      'is not an image: starts with “Dear diary, today I rena…”',
    );
    await expect(decodeOnNode(new Uint8Array())).rejects.toThrow('is empty');
    await expect(decodeOnNode(new Uint8Array([1, 2, 3]))).rejects.toThrow('starts with the bytes 01 02 03');
    await expect(decodeOnNode(new TextEncoder().encode('<?xml version="1.0"?>\n<svg/>'))).rejects.toThrow(
      'SVG',
    );
  });

  it('notices a file that is cut off', async () => {
    const noise = sharp({
      create: {
        width: 64,
        height: 64,
        channels: 3,
        background: '#123456',
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    });
    for (const format of ['png', 'jpeg', 'webp', 'gif'] as const) {
      const whole = await noise.clone().toFormat(format).toBuffer();
      const cut = whole.subarray(0, whole.length / 2);
      await expect(decodeOnNode(cut), format).rejects.toThrow(
        format === 'gif' ? 'cannot be decoded' : 'is cut off',
      );
      await expect(decodeOnNode(whole.subarray(0, 12)), format).rejects.toThrow(
        /is cut off|is damaged|cannot/,
      );
    }
  });
});
