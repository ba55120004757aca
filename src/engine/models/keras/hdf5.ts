import type { Dataset, Group } from 'h5wasm';
import { ModelError } from '../model-error';

/** A tensor of an HDF5 file. `path`: the names of the groups around it, and its own. */
export interface Hdf5Tensor {
  readonly path: readonly string[];
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface Hdf5File {
  /** A text that the file itself bears; `undefined` when it is not there or no text. */
  text(attribute: string): string | undefined;
  has(group: string): boolean;
  /** All floating-point tensors below a group, in the order of their names. */
  tensors(group: string): readonly Hdf5Tensor[];
}

const MAX_DEPTH = 32;
/** Each reading has a name of its own: the library keeps its files in one place in memory. */
let readings = 0;

/**
 * Reads an HDF5 file with the library of the HDF Group, compiled to WASM, which is loaded only when it is
 * needed. Throws a `ModelError` when the file is damaged. What `use` is given is closed afterwards.
 */
export async function readHdf5<T>(bytes: Uint8Array, use: (file: Hdf5File) => T): Promise<T> {
  const { ready, File, Group, Dataset } = await import('h5wasm');
  const { FS, activate_throwing_error_handler: throwErrors } = await ready;
  throwErrors();
  const name = `graft-${++readings}.h5`;
  FS.writeFile(name, bytes);
  try {
    const file = new File(name, 'r');
    if (file.file_id < 0) throw damaged('it is cut off or no HDF5 file');
    try {
      return use({
        text(attribute) {
          const value: unknown = file.attrs[attribute]?.value;
          if (value instanceof Uint8Array) return new TextDecoder().decode(value);
          return typeof value === 'string' ? value : undefined;
        },
        has: (group) => file.get(group) instanceof Group,
        tensors(group) {
          const found: Hdf5Tensor[] = [];
          const walk = (at: Group, path: readonly string[]): void => {
            if (path.length > MAX_DEPTH) throw damaged('its groups lie too deep in each other');
            for (const key of at.keys()) {
              const item = at.get(key);
              if (item instanceof Group) walk(item, [...path, key]);
              else if (item instanceof Dataset) found.push({ path: [...path, key], ...floatsOf(item, key) });
            }
          };
          const root = file.get(group);
          if (root instanceof Group) walk(root, []);
          return found.filter(({ data }) => data.length > 0);
        },
      });
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw damaged(reasonOf(error));
  } finally {
    FS.unlink(name);
  }
}

/** The library tells a long story, from the outside in; its last sentence is what happened. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const told = [...text.matchAll(/\): ([^\n]+)/g)].at(-1)?.[1] ?? text.split('\n')[0] ?? '';
  return told.slice(0, 200);
}

const damaged = (reason: string): ModelError =>
  new ModelError('bad-hdf5', `The HDF5 file cannot be read: ${reason}.`, {
    hint: 'Download it or save it again.',
  });

/** Empty for what holds no floating-point numbers, e.g. a counter of steps. */
function floatsOf(item: Dataset, name: string): Pick<Hdf5Tensor, 'shape' | 'data'> {
  const shape = item.shape ?? [];
  const dtype = String(item.dtype);
  if (!/^[<>|]?f\d*$|^[<>]?[de]$/.test(dtype)) return { shape, data: new Float32Array() };
  if (/f2$|e$/.test(dtype)) {
    throw new ModelError('not-floats', `The weight "${name}" is stored in 16 bits.`, {
      expected: '32 or 64 bits',
      hint: 'Save the model with the weights as float32.',
    });
  }
  const value: unknown = item.value;
  if (typeof value === 'number') return { shape, data: Float32Array.of(value) };
  if (value instanceof Float32Array) return { shape, data: value };
  if (value instanceof Float64Array) return { shape, data: Float32Array.from(value) };
  throw damaged(`"${name}" holds no numbers`);
}
