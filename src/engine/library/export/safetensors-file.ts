import type { NetworkSpec } from '../../../plan/architectures/network';
import { parametersOf } from '../../../plan/architectures/parameters';
import { type NamedTensor, writeSafetensors } from '../../models/safetensors/write';
import { toTorch } from '../../networks/torch-layout';
import type { LibraryModel } from '../library-model';
import { readFloats, storedWeights } from '../weights-manifest';
import { GRAFT_KEY, graftRecord } from './graft-record';
import { torchHead } from './head-names';
import { modelCard } from './model-card';

/** How names and axes are to be read: whoever opens the file must know. */
const LAYOUTS = {
  torch:
    "Names and axes are PyTorch's (torchvision's state dict): convolutions [out, in, height, width], depthwise ones [channels, 1, height, width], dense ones [out, in].",
  tf: 'Names are those of the TF.js layers or graph nodes. Convolution kernels are [height, width, in, out], depthwise ones [height, width, channels, 1], dense ones [in, out].',
} as const;

/**
 * A model as one safetensors file in float32: PyTorch's names and axes for networks of the known
 * families, those of the layers for others. Its metadata say which (`format`, `layout`), what the model
 * is (`model_card`), under which licence, and what Graft needs to open it again (`graft`).
 */
export function safetensorsFile(model: LibraryModel): Uint8Array<ArrayBuffer> {
  const isNetwork = model.files.json.format === 'network';
  const tensors = isNetwork
    ? [...torchBody(model), ...torchHead(model.head?.weights ?? {})]
    : [...layersBody(model), ...layersHead(model)];
  return writeSafetensors(tensors, {
    format: isNetwork ? 'pt' : 'tf',
    layout: isNetwork ? LAYOUTS.torch : LAYOUTS.tf,
    licence: model.info.licence,
    model_card: modelCard(model),
    [GRAFT_KEY]: graftRecord(model),
  });
}

function layersBody({ files }: LibraryModel): NamedTensor[] {
  return storedWeights(files).flatMap((stored) => {
    const data = readFloats(stored);
    return data ? [{ name: stored.entry.name, shape: stored.entry.shape, data }] : [];
  });
}

const layersHead = ({ head }: LibraryModel): NamedTensor[] =>
  Object.entries(head?.weights ?? {}).map(([name, { shape, data }]) => ({ name, shape, data }));

function torchBody({ files, info }: LibraryModel): NamedTensor[] {
  const weights = new Map(storedWeights(files).map((stored) => [stored.entry.name, stored]));
  return parametersOf(files.json.network as NetworkSpec, info.defaultInputSize).map((parameter) => {
    const stored = weights.get(parameter.name);
    const values = stored && readFloats(stored);
    if (!values) throw new Error(`The network's file has no weight "${parameter.name}".`);
    return { name: parameter.name, shape: parameter.shape, data: toTorch(parameter, values) };
  });
}
