import { type NamedTensor, writeSafetensors } from '../../models/safetensors/write';
import type { LibraryModel } from '../library-model';
import { readFloats, storedWeights } from '../weights-manifest';
import { modelCard } from './model-card';

/** Whoever reads the file must know what the axes mean. */
const LAYOUT =
  'Names are those of the TF.js layers or graph nodes. Convolution kernels are [height, width, in, out], depthwise ones [height, width, channels, 1], dense ones [in, out].';

/**
 * A model as one safetensors file in float32. Its metadata say what it is (`model_card`), how names and
 * axes are to be read (`layout`), and hold what Graft needs to open it again (`graft`).
 */
export function safetensorsFile(model: LibraryModel): Uint8Array<ArrayBuffer> {
  const body = storedWeights(model.files).flatMap((stored): NamedTensor[] => {
    const data = readFloats(stored);
    return data ? [{ name: stored.entry.name, shape: stored.entry.shape, data }] : [];
  });
  const head = Object.entries(model.head?.weights ?? {}).map(
    ([name, { shape, data }]): NamedTensor => ({ name, shape, data }),
  );
  return writeSafetensors([...body, ...head], {
    format: 'tf',
    layout: LAYOUT,
    licence: model.info.licence,
    model_card: modelCard(model),
  });
}
