import sharp, { type Sharp } from 'sharp';
import { decodeBmp } from './bmp';
import { decodedSize } from './decoded-size';
import { ImageError } from './image-error';
import { readImageHeader } from './image-header';
import { MAX_PIXELS, type RgbImage } from './platform';

const WHITE = '#ffffff';

/** `Platform.decode` on Node, with sharp (libvips). Embedded colour profiles are ignored, as in the browser. */
export async function decodeOnNode(bytes: Uint8Array): Promise<RgbImage> {
  const header = readImageHeader(bytes);
  if (header.format !== 'bmp') return decodeWithSharp(bytes);
  const image = decodeBmp(bytes);
  const { width, height } = decodedSize(image);
  if (width === image.width) return image;
  const raw = { width: image.width, height: image.height, channels: 3 } as const;
  return toRgb(
    sharp(image.rgb, { raw, limitInputPixels: MAX_PIXELS }).resize(width, height, { fit: 'fill' }),
  );
}

async function decodeWithSharp(bytes: Uint8Array): Promise<RgbImage> {
  const options = { limitInputPixels: MAX_PIXELS, failOn: 'error', ignoreIcc: true } as const;
  try {
    const { autoOrient } = await sharp(bytes, options).metadata();
    const { width, height } = decodedSize(autoOrient);
    const upright = sharp(bytes, options).autoOrient();
    const scaled =
      width === autoOrient.width && height === autoOrient.height
        ? upright
        : upright.resize(width, height, { fit: 'fill' });
    return await toRgb(scaled.flatten({ background: WHITE }));
  } catch (error) {
    if (error instanceof ImageError) throw error;
    throw new ImageError(`cannot be decoded: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function toRgb(image: Sharp): Promise<RgbImage> {
  const { data, info } = await image
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new ImageError(`decodes to ${info.channels} channels instead of 3`);
  return {
    width: info.width,
    height: info.height,
    rgb: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  };
}
