import type { Problem } from '../../graph/problem';
import type { BackendInfo } from '../events';
import type { GpuFailure } from './gpu-device';
import { deviceInUse } from './webgpu';

/** Another backend in place of one that failed, and why, for people. */
export interface Replacement {
  readonly backend: BackendInfo;
  readonly problem: Problem;
}

/** Watches over the backend of one run: a GPU can be lost, or refuse a computation, at any moment. */
export interface BackendGuard {
  /** Aborts when the backend in use fails: what computes on it may stop. `undefined` for one that cannot. */
  failed(): AbortSignal | undefined;
  /** Throws when something that was computed until now cannot be trusted. Call before results are kept. */
  verify(): Promise<void>;
  /** A backend to go on with, or `undefined` when nothing is wrong with the one in use. Throws when none starts. */
  replace(): Promise<Replacement | undefined>;
}

/** `restart` starts another backend; `tryGpu` says whether WebGPU deserves another chance. */
export function createBackendGuard(
  restart: (failure: GpuFailure, tryGpu: boolean) => Promise<BackendInfo>,
): BackendGuard {
  let losses = 0;
  return {
    failed: () => deviceInUse()?.failed,
    async verify() {
      const device = deviceInUse();
      await device?.settle();
      const failure = device?.failure();
      if (failure) throw new Error(`The graphics card failed: ${failure.message}`);
    },
    async replace() {
      const device = deviceInUse();
      await device?.settle();
      const failure = device?.failure();
      if (!failure) return undefined;
      // Twice in one run is no accident: this work is too much for it.
      const backend = await restart(failure, ++losses === 1);
      return { backend, problem: explain(failure, backend) };
    },
  };
}

function explain({ kind, message }: GpuFailure, { label }: BackendInfo): Problem {
  const what = kind === 'lost' ? 'was lost' : 'refused a computation';
  const [firstLine = ''] = message.split('\n');
  return {
    code: 'backend/lost',
    severity: 'warning',
    message: `The graphics card ${what}. The run goes on with ${label}.`,
    hint: `Nothing that was finished is lost; training goes on from its last saved epoch.${firstLine && ` (${firstLine.trim()})`}`,
  };
}
