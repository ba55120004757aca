import { decodedSize } from './decoded-size';
import { ImageError } from './image-error';
import { readImageHeader } from './image-header';
import type { RgbImage } from './platform';

/**
 * `Platform.decode` in a worker, with the browser's own decoder. Colours are taken as they are stored
 * and transparency is laid on white, so that both platforms see the same pixels.
 */
export async function decodeInBrowser(bytes: Uint8Array): Promise<RgbImage> {
  readImageHeader(bytes);
  const bitmap = await toBitmap(bytes);
  try {
    const { width, height } = decodedSize(bitmap);
    return { width, height, rgb: dropAlpha(drawOnWhite(bitmap, width, height)) };
  } finally {
    bitmap.close();
  }
}

let context: OffscreenCanvasRenderingContext2D | undefined;

/** One canvas serves all images: making one takes longer than decoding a small picture. */
function drawOnWhite(bitmap: ImageBitmap, width: number, height: number): Uint8ClampedArray {
  context ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true }) ?? undefined;
  if (!context) throw new Error('This browser cannot draw in a worker.');
  const { canvas } = context;
  if (canvas.width < width) canvas.width = width;
  if (canvas.height < height) canvas.height = height;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

async function toBitmap(bytes: Uint8Array): Promise<ImageBitmap> {
  try {
    // A copy: bytes may lie in memory that is shared between threads, which a Blob refuses.
    return await createImageBitmap(new Blob([new Uint8Array(bytes)]), {
      imageOrientation: 'from-image',
      colorSpaceConversion: 'none',
    });
  } catch (error) {
    throw new ImageError(`cannot be decoded: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function dropAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
}
