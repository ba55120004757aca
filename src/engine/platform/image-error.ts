/** Bytes that are no usable image. The message continues a sentence that begins with the file's name. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
}
