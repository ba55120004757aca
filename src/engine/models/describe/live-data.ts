import * as tf from '@tensorflow/tfjs';

type Info = { readonly bytes: number };

interface Registry {
  get(id: object): Info | undefined;
  has(id: object): boolean;
  set(id: object, info: Info): unknown;
  delete(id: object): boolean;
}

/** Bytes of all data that tensors hold, now and at most since the last `restart`. */
export interface LiveData {
  readonly bytes: () => number;
  readonly peak: () => number;
  readonly restart: () => void;
  readonly stop: () => void;
}

/**
 * Watches what the engine of tfjs allocates. `tf.memory()` will not do: it counts shared data once for
 * each tensor, and the gradient tape holds mostly tensors that share their data with others.
 */
export function watchLiveData(): LiveData {
  const state = tf.engine().state as unknown as { tensorInfo: Registry };
  const real = state.tensorInfo;
  let bytes = 0;
  let peak = 0;
  state.tensorInfo = {
    get: (id) => real.get(id),
    has: (id) => real.has(id),
    set(id, info) {
      bytes += info.bytes - (real.get(id)?.bytes ?? 0);
      peak = Math.max(peak, bytes);
      return real.set(id, info);
    },
    delete(id) {
      bytes -= real.get(id)?.bytes ?? 0;
      return real.delete(id);
    },
  };
  return {
    bytes: () => bytes,
    peak: () => peak,
    restart() {
      peak = bytes;
    },
    stop() {
      state.tensorInfo = real;
    },
  };
}
