/** What WebGPU tells of an adapter (`GPUAdapterInfo`). */
export interface AdapterInfo {
  readonly vendor?: string;
  readonly architecture?: string;
  readonly device?: string;
  readonly description?: string;
  readonly isFallbackAdapter?: boolean;
}

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|\bwarp\b|software|\bcpu\b/i;

const textOf = ({ vendor, architecture, device, description }: AdapterInfo): string =>
  [description, vendor, architecture, device].filter(Boolean).join(' ');

/** A renderer that emulates a GPU on the processor: dozens of times slower than WASM. */
export const isSoftwareAdapter = (info: AdapterInfo): boolean =>
  info.isFallbackAdapter === true || SOFTWARE.test(textOf(info));

/** A name for people; browsers hide most of it. */
export const adapterName = (info: AdapterInfo): string =>
  info.description || [info.vendor, info.architecture].filter(Boolean).join(' ') || 'unknown GPU';
