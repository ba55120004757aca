/** The part of `GPUSupportedLimits` that shaders run into; each is a whole number. */
const COMPUTE_LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const;

export type ComputeLimits = Partial<Record<(typeof COMPUTE_LIMITS)[number], number>>;

/** Of `GPUDevice`, what is used here. */
export interface GpuDevice {
  readonly lost: Promise<{ readonly message: string }>;
  addEventListener(
    type: 'uncapturederror',
    listener: (event: { readonly error: { readonly message: string } }) => void,
  ): void;
  pushErrorScope(filter: 'validation'): void;
  popErrorScope(): Promise<unknown>;
  destroy(): void;
}

/** Of `GPUAdapter`, what opening a device takes. */
export interface DeviceAdapter {
  readonly limits?: ComputeLimits;
  readonly features?: ReadonlySet<string>;
  requestDevice?(descriptor: {
    readonly requiredLimits: ComputeLimits;
    readonly requiredFeatures: readonly string[];
  }): Promise<GpuDevice>;
}

/** Why a device cannot be computed on any more. */
export interface GpuFailure {
  /** `lost`: it is gone, and a new one may work. `refused`: it is there, but some computation is beyond it. */
  readonly kind: 'lost' | 'refused';
  /** The driver's own words. */
  readonly message: string;
}

/** A device, and what became of it. */
export interface WatchedDevice {
  readonly device: GpuDevice;
  /** Aborts when the device fails. */
  readonly failed: AbortSignal;
  failure(): GpuFailure | undefined;
  /** Waits until every error of the work that was handed over so far is known. */
  settle(): Promise<void>;
}

/**
 * Opens a device with the limits of its adapter: by default WebGPU gives every device those of the
 * smallest, and shaders that need more fail on it (tensorflow/tfjs#5494). Throws when there is none.
 */
export async function openDevice(adapter: DeviceAdapter): Promise<WatchedDevice> {
  if (!adapter.requestDevice) throw new Error('The GPU offers no device.');
  const limits = COMPUTE_LIMITS.flatMap((name) => {
    const value = adapter.limits?.[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const timing = adapter.features?.has('timestamp-query') ? ['timestamp-query'] : [];
  return watch(
    await adapter.requestDevice({ requiredLimits: Object.fromEntries(limits), requiredFeatures: timing }),
  );
}

function watch(device: GpuDevice): WatchedDevice {
  const controller = new AbortController();
  let failure: GpuFailure | undefined;
  const fail = (found: GpuFailure) => {
    failure ??= found;
    controller.abort();
  };
  const lost = device.lost.then(({ message }) => fail({ kind: 'lost', message }));
  // What is not listened to turns into zeros: an invalid shader computes nothing and says so only here.
  device.addEventListener('uncapturederror', ({ error }) =>
    fail({ kind: 'refused', message: error.message }),
  );
  return {
    device,
    failed: controller.signal,
    failure: () => failure,
    async settle() {
      if (failure) return;
      // Errors arrive in the order of the work, so those of all work before this one are in when it answers.
      device.pushErrorScope('validation');
      await Promise.race([device.popErrorScope().catch(() => undefined), lost]);
      // They are events, which have a turn of their own.
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}
