import {
  type Code,
  type FunctionBuilder,
  type FunctionCode,
  f32x4,
  i32,
  type Local,
  repeatWhile,
  when,
} from './assembler';
import { advance, FLOAT, forEach, VECTOR } from './loops';
import type { MultiplyAdd } from './matrix-product';

/**
 * Depthwise convolutions, one row of outputs a call. A call takes `kernelRows` rows of the kernel, all of
 * which lie inside of the image. Four channels at a time go along the row with their part of the kernel
 * (or of its gradient) in registers. Channels are a multiple of 4.
 */

/** One place of the kernel. */
interface Tap {
  readonly register: Local;
  /** Address of what it meets in the image, for the output at hand. */
  readonly address: Code;
}

interface Row {
  readonly taps: readonly Tap[];
  /** Runs `body` with what the taps meet, at the edge with those taps only that lie inside. */
  forEachOutput(body: (taps: readonly Tap[]) => readonly Code[], each: Each): Code;
  /** Goes over the taps in the kernel's memory: [kernelRows, kernelWidth, channels]. */
  overKernel(visit: (register: Local, address: Code) => Code): Code;
  /** Runs `body` for every four channels. */
  forEachChannels(...body: Code[]): Code;
  /** Of the channels at hand, in a row of outputs. */
  readonly output: Local;
}

interface Each {
  readonly before: readonly Code[];
  readonly after: readonly Code[];
}

/** Declares image, kernel, output, width, channels, left, strideWidth, count as the first parameters. */
function rowOf(
  { parameter, local }: FunctionBuilder,
  kernelRows: number,
  kernelWidth: number,
  others: () => readonly Local[] = () => [],
): Row & { readonly others: readonly Local[]; readonly pixelBytes: Local; readonly channelBytes: Local } {
  const [image, kernel, output, width] = [
    parameter('i32'),
    parameter('i32'),
    parameter('i32'),
    parameter('i32'),
  ];
  const [channels, left, strideWidth, count] = [
    parameter('i32'),
    parameter('i32'),
    parameter('i32'),
    parameter('i32'),
  ];
  const declared = others();
  const [pixelBytes, rowBytes, channelBytes, x, at, inOutput, index] = Array.from({ length: 7 }, () =>
    local('i32'),
  ) as [Local, Local, Local, Local, Local, Local, Local];
  const places = Array.from({ length: kernelRows * kernelWidth }, (_, i) => ({
    row: Math.floor(i / kernelWidth),
    column: i % kernelWidth,
    register: local('v128'),
  }));
  const pixels = (n: number): Code => i32.mul(pixelBytes.get, i32.of(n));
  const taps = places.map(({ row, column, register }) => ({
    register,
    column,
    address: i32.add(at.get, i32.add(i32.mul(rowBytes.get, i32.of(row)), pixels(column))),
  }));
  return {
    taps,
    others: declared,
    pixelBytes,
    channelBytes,
    output: inOutput,
    overKernel: (visit) =>
      places.flatMap(({ register }, i) =>
        visit(register, i32.add(i32.add(kernel.get, channelBytes.get), pixels(i))),
      ),
    forEachOutput: (body, { before, after }) => [
      ...x.set(left.get),
      ...inOutput.set(i32.add(output.get, channelBytes.get)),
      ...at.set(i32.add(i32.add(image.get, channelBytes.get), i32.mul(left.get, pixelBytes.get))),
      ...forEach(
        index,
        count.get,
        ...before,
        when(
          i32.both(i32.less(i32.of(-1), x.get), i32.less(i32.add(x.get, i32.of(kernelWidth - 1)), width.get)),
          body(taps),
          Array.from({ length: kernelWidth }, (_, column) =>
            when(
              i32.not(i32.atLeastUnsigned(i32.add(x.get, i32.of(column)), width.get)),
              body(taps.filter((tap) => tap.column === column)),
            ),
          ),
        ),
        ...after,
        x.set(i32.add(x.get, strideWidth.get)),
        at.set(i32.add(at.get, i32.mul(strideWidth.get, pixelBytes.get))),
        inOutput.set(i32.add(inOutput.get, pixelBytes.get)),
      ),
    ],
    forEachChannels: (...body) => [
      ...pixelBytes.set(i32.mul(channels.get, i32.of(FLOAT))),
      ...rowBytes.set(i32.mul(pixelBytes.get, width.get)),
      ...channelBytes.set(i32.of(0)),
      ...repeatWhile(i32.less(channelBytes.get, pixelBytes.get), ...body, advance(channelBytes, VECTOR)),
    ],
  };
}

/**
 * depthwise(image, kernel, output, width, channels, left, strideWidth, count, start, startStep, low, high):
 * output = clamp(start + Σ kernel · image). `start` is the bias (`startStep` 0), or the output of
 * the kernel rows before (`startStep` the bytes of a pixel).
 */
export const depthwise =
  (kernelRows: number, kernelWidth: number, multiplyAdd: MultiplyAdd): FunctionCode =>
  (build) => {
    const row = rowOf(build, kernelRows, kernelWidth, () => [
      build.parameter('i32'),
      build.parameter('i32'),
      build.parameter('f32'),
      build.parameter('f32'),
    ]);
    const [start, startStep, low, high] = row.others as [Local, Local, Local, Local];
    const [lowest, highest, sum] = [build.local('v128'), build.local('v128'), build.local('v128')];
    const from = build.local('i32');
    return [
      lowest.set(f32x4.splat(low.get)),
      highest.set(f32x4.splat(high.get)),
      row.forEachChannels(
        row.overKernel((register, address) => register.set(f32x4.load(address))),
        from.set(i32.add(start.get, row.channelBytes.get)),
        row.forEachOutput(
          (taps) =>
            taps.map(({ register, address }) =>
              sum.set(multiplyAdd(f32x4.load(address), register.get, sum.get)),
            ),
          {
            before: [sum.set(f32x4.load(from.get))],
            after: [
              f32x4.store(row.output.get, f32x4.min(f32x4.max(sum.get, lowest.get), highest.get)),
              from.set(i32.add(from.get, startStep.get)),
            ],
          },
        ),
      ),
    ];
  };

/**
 * depthwiseFilterGradient(image, gradient, dy, width, channels, left, strideWidth, count): adds what one row
 * of dy says about the kernel rows to their gradient.
 */
export const depthwiseFilterGradient =
  (kernelRows: number, kernelWidth: number, multiplyAdd: MultiplyAdd): FunctionCode =>
  (build) => {
    const row = rowOf(build, kernelRows, kernelWidth);
    const dy = build.local('v128');
    return [
      row.forEachChannels(
        row.overKernel((register, address) => register.set(f32x4.load(address))),
        row.forEachOutput(
          (taps) =>
            taps.map(({ register, address }) =>
              register.set(multiplyAdd(f32x4.load(address), dy.get, register.get)),
            ),
          { before: [dy.set(f32x4.load(row.output.get))], after: [] },
        ),
        row.overKernel((register, address) => f32x4.store(address, register.get)),
      ),
    ];
  };

/**
 * depthwiseInputGradient(dx, kernel, dy, width, channels, left, strideWidth, count): adds what one row of dy
 * says about the image's rows to their gradient.
 */
export const depthwiseInputGradient =
  (kernelRows: number, kernelWidth: number, multiplyAdd: MultiplyAdd): FunctionCode =>
  (build) => {
    const row = rowOf(build, kernelRows, kernelWidth);
    const dy = build.local('v128');
    return [
      row.forEachChannels(
        row.overKernel((register, address) => register.set(f32x4.load(address))),
        row.forEachOutput(
          (taps) =>
            taps.map(({ register, address }) =>
              f32x4.store(address, multiplyAdd(register.get, dy.get, f32x4.load(address))),
            ),
          { before: [dy.set(f32x4.load(row.output.get))], after: [] },
        ),
      ),
    ];
  };
