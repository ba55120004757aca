import { type Code, type FunctionCode, i32, type Local, when } from './assembler';
import { addRun, copyRun, FLOAT, forEach, zeroRun } from './loops';

/**
 * patches(image, patches, patchStride, height, width, channels, kernelHeight, kernelWidth, top, left,
 * strideWidth, count): writes, for each of `count` windows side by side, the [kernelHeight, kernelWidth,
 * channels] inputs that it sees, zeros outside of the image. The first window's corner is (top, left).
 * Also known as im2col (Chellapilla et al. 2006).
 */
export const patches: FunctionCode = ({ parameter, local }) =>
  overWindows(parameter, local, ({ inImage, inPatch, run, before, inside, after }) => [
    run.set(before),
    zeroRun(inPatch, run),
    run.set(inside),
    copyRun(inImage, inPatch, run),
    run.set(after),
    zeroRun(inPatch, run),
  ]);

/** addPatches(…): the reverse: adds each window's values to the image's where they lie inside of it. */
export const addPatches: FunctionCode = ({ parameter, local }) =>
  overWindows(parameter, local, ({ inImage, inPatch, run, before, inside }) => [
    inPatch.set(i32.add(inPatch.get, i32.mul(before, i32.of(FLOAT)))),
    run.set(inside),
    addRun(inPatch, inImage, run),
  ]);

/** One row of one window: so many floats lie before the image, inside of it and after it. */
interface WindowRow {
  readonly inImage: Local;
  readonly inPatch: Local;
  /** Free to count with. */
  readonly run: Local;
  readonly before: Code;
  readonly inside: Code;
  readonly after: Code;
}

function overWindows(
  parameter: (type: 'i32') => Local,
  local: (type: 'i32') => Local,
  visit: (row: WindowRow) => readonly Code[],
): readonly Code[] {
  const image = parameter('i32');
  const patch = parameter('i32');
  const patchStride = parameter('i32');
  const height = parameter('i32');
  const width = parameter('i32');
  const channels = parameter('i32');
  const kernelHeight = parameter('i32');
  const kernelWidth = parameter('i32');
  const top = parameter('i32');
  const left = parameter('i32');
  const strideWidth = parameter('i32');
  const count = parameter('i32');
  const [window, r, y, x, first, end, run, inImage, inPatch] = Array.from({ length: 9 }, () =>
    local('i32'),
  ) as [Local, Local, Local, Local, Local, Local, Local, Local, Local];
  const within = (value: Code, limit: Code): Code => i32.max(i32.of(0), i32.min(value, limit));
  const floats = (pixels: Code): Code => i32.mul(pixels, channels.get);
  const bytesOf = (pixels: Code): Code => i32.mul(floats(pixels), i32.of(FLOAT));
  return [
    forEach(
      window,
      count.get,
      x.set(i32.add(left.get, i32.mul(window.get, strideWidth.get))),
      forEach(
        r,
        kernelHeight.get,
        y.set(i32.add(top.get, r.get)),
        // Columns [first, end) of the kernel lie inside; none in a row outside.
        first.set(within(i32.sub(i32.of(0), x.get), kernelWidth.get)),
        end.set(i32.max(first.get, i32.min(i32.sub(width.get, x.get), kernelWidth.get))),
        // A negative row is a huge one when read without sign.
        when(i32.atLeastUnsigned(y.get, height.get), [end.set(first.get)]),
        inPatch.set(
          i32.add(
            i32.add(patch.get, i32.mul(window.get, patchStride.get)),
            bytesOf(i32.mul(r.get, kernelWidth.get)),
          ),
        ),
        inImage.set(
          i32.add(image.get, bytesOf(i32.add(i32.mul(y.get, width.get), i32.add(x.get, first.get)))),
        ),
        ...visit({
          inImage,
          inPatch,
          run,
          before: floats(first.get),
          inside: floats(i32.sub(end.get, first.get)),
          after: floats(i32.sub(kernelWidth.get, end.get)),
        }),
      ),
    ),
  ];
}
