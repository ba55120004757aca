import type { SimdModule } from '../simd/module';
import type { ConvInfo } from './aligned';

/** Windows that are laid out at a time stay in a processor core's second cache … */
const BLOCK_BYTES = 256 * 1024;
/** … and eight columns of them in its first. */
const BLOCK_WINDOWS = 256;
const FLOAT = 4;

/** The windows that a convolution's outputs see, some rows of outputs at a time. */
export interface Windows {
  /** Floats in a window. */
  readonly depth: number;
  /** Bytes from one laid-out window to the next. */
  readonly stride: number;
  /** The most windows in a block. */
  readonly most: number;
  /** Visits all blocks in order; `first` counts windows (= output pixels) from the first image's first. */
  forEachBlock(visit: (block: WindowBlock) => void): void;
}

export interface WindowBlock {
  readonly first: number;
  readonly count: number;
  /** Copies the block's windows from the images to `patches`. */
  layOut(images: number, patches: number): void;
  /** Adds the block's windows to the images. */
  addTo(images: number, patches: number): void;
}

/** `unit`: windows are laid out that many floats or a multiple apart. */
export function windowsOf(info: ConvInfo, simd: SimdModule, unit = 1): Windows {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth, padInfo } = info;
  const depth = filterHeight * filterWidth * inChannels;
  const stride = Math.ceil(depth / unit) * unit * FLOAT;
  const rowsOfOutputs = info.batchSize * outHeight;
  const windowsAtOnce = Math.min(BLOCK_WINDOWS, BLOCK_BYTES / stride);
  const rowsAtOnce = Math.max(1, Math.min(rowsOfOutputs, Math.floor(windowsAtOnce / outWidth)));
  const imageBytes = inHeight * inWidth * inChannels * FLOAT;

  /** One call for each row of outputs. */
  function onRows(
    call: 'patches' | 'addPatches',
    from: number,
    end: number,
    images: number,
    patches: number,
  ) {
    for (let row = from; row < end; row++) {
      simd[call](
        images + Math.floor(row / outHeight) * imageBytes,
        patches + (row - from) * outWidth * stride,
        stride,
        inHeight,
        inWidth,
        inChannels,
        filterHeight,
        filterWidth,
        (row % outHeight) * info.strideHeight - padInfo.top,
        -padInfo.left,
        info.strideWidth,
        outWidth,
      );
    }
  }

  return {
    depth,
    stride,
    most: rowsAtOnce * outWidth,
    forEachBlock(visit) {
      for (let from = 0; from < rowsOfOutputs; from += rowsAtOnce) {
        const end = Math.min(from + rowsAtOnce, rowsOfOutputs);
        visit({
          first: from * outWidth,
          count: (end - from) * outWidth,
          layOut: (images, patches) => onRows('patches', from, end, images, patches),
          addTo: (images, patches) => onRows('addPatches', from, end, images, patches),
        });
      }
    },
  };
}

/** A convolution whose windows are the input's pixels themselves: one matrix product. */
export const isPointwise = (info: ConvInfo): boolean =>
  info.filterHeight * info.filterWidth === 1 &&
  info.strideHeight === 1 &&
  info.strideWidth === 1 &&
  info.outHeight === info.inHeight &&
  info.outWidth === info.inWidth;

/** What the products here can do; the rest is left to the library. */
export const isSimple = (info: ConvInfo): boolean =>
  info.dilationHeight === 1 && info.dilationWidth === 1 && info.outChannels % 4 === 0;
