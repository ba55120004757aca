import { bytesAccess, type RandomAccess } from '../../data/import/source';
import { zipFiles } from '../../data/import/zip-files';
import { formatBytes, MAX_MODEL_BYTES } from '../limits';
import { ModelError } from '../model-error';
import { isPickleName, refusedPickle } from '../sources/http-problems';
import { flattenKeras } from './flatten';
import { readHdf5 } from './hdf5';
import { type PreparedBackbone, prepareLayers } from './prepare-layers';
import { isObject, type KerasObject, textIn } from './topology';
import { archiveWeights, h5Weights } from './weights';

/** HDF5 files are unpacked in memory at once. */
const MAX_HDF5_BYTES = 2 ** 30;

export interface KerasFile {
  readonly kind: 'keras-h5' | 'keras-zip';
  readonly backbone: PreparedBackbone;
}

/** Reads Keras's HDF5 files (`.h5`). Throws a `ModelError`. */
export async function readKerasH5(file: RandomAccess): Promise<KerasFile> {
  return readHdf5(await wholeOf(file), (hdf5) => {
    const text = hdf5.text('model_config');
    if (text === undefined) {
      throw new ModelError('bad-keras', 'The file holds weights, but not the layers that they belong to.', {
        expected: 'a whole model',
        hint: 'Save it with model.save("model.keras"), not with save_weights().',
      });
    }
    const config = parsed(text);
    const { model, skipped } = flattenKeras(config);
    const weights = h5Weights(model, hdf5.tensors('model_weights'));
    const isKeras3 = (hdf5.text('keras_version') ?? '').startsWith('3');
    return { kind: 'keras-h5', backbone: prepareLayers(model, weights, isKeras3, skipped) };
  });
}

/** Reads Keras's archives (`.keras`). Throws a `ModelError`. */
export async function readKerasArchive(file: RandomAccess, name: string): Promise<KerasFile> {
  const entries = new Map((await zipFiles(file, MAX_MODEL_BYTES)).map((entry) => [entry.path, entry]));
  if ([...entries.keys()].some((path) => /(^|\/)data\.pkl$/.test(path) || isPickleName(path))) {
    throw refusedPickle(name);
  }
  const read = async (path: string): Promise<Uint8Array> => {
    const entry = entries.get(path);
    if (!entry) {
      throw new ModelError(
        'unknown-format',
        `The archive "${name}" is no model of Keras: it has no ${path}.`,
        {
          expected: 'a .keras file, written by model.save("model.keras")',
        },
      );
    }
    return entry.read();
  };
  const decode = async (path: string) => parsed(new TextDecoder().decode(await read(path)));
  const config = await decode('config.json');
  const metadata = entries.has('metadata.json') ? await decode('metadata.json') : {};
  const hdf5 = bytesAccess(await read('model.weights.h5'));
  const { model, skipped } = flattenKeras(config);
  const weights = await readHdf5(await wholeOf(hdf5), (content) =>
    archiveWeights(config, content.tensors('/')),
  );
  const isKeras3 = textIn(metadata.keras_version).startsWith('3');
  return { kind: 'keras-zip', backbone: prepareLayers(model, weights, isKeras3, skipped) };
}

async function wholeOf(file: RandomAccess): Promise<Uint8Array> {
  if (file.size <= MAX_HDF5_BYTES) return file.read(0, file.size);
  throw new ModelError('too-large', 'The file is too large to be unpacked in memory.', {
    expected: `at most ${formatBytes(MAX_HDF5_BYTES)}`,
    received: formatBytes(file.size),
    hint: 'Save it without the state of its optimizer (include_optimizer=False).',
  });
}

function parsed(text: string): KerasObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Said below.
  }
  throw new ModelError('bad-keras', 'The description of the layers is damaged.');
}
