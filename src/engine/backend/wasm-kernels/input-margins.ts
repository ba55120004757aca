import type { ConvInfo } from './aligned';
import type { Margins } from './spread';

/**
 * What to add around the spread gradient so that a dense `valid` convolution with the turned kernel
 * gives exactly the input's height and width.
 */
export function inputMargins(info: ConvInfo): Margins {
  const reachHeight = (info.filterHeight - 1) * info.dilationHeight;
  const reachWidth = (info.filterWidth - 1) * info.dilationWidth;
  const top = reachHeight - info.padInfo.top;
  const left = reachWidth - info.padInfo.left;
  return {
    top,
    left,
    bottom: info.inHeight + reachHeight - top - info.outHeight * info.strideHeight,
    right: info.inWidth + reachWidth - left - info.outWidth * info.strideWidth,
  };
}
