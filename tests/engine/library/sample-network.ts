import type { LibraryModel } from '../../../src/engine/library/library-model';
import { checksumOf, modelId } from '../../../src/engine/library/model-id';
import { networkFiles } from '../../../src/engine/networks/network-files';
import { fromTorch, tfShape } from '../../../src/engine/networks/torch-layout';
import { architectureOf, lastFeatures } from '../../../src/plan/architectures/index';
import { parametersOf } from '../../../src/plan/architectures/parameters';
import { layerShapes } from '../../../src/plan/architectures/shapes';
import { drawWeight } from '../../conformance/architectures/drawn';

/** A narrow network of a published architecture with drawn weights, as a model of the library. */
export async function sampleNetwork(id: string, side: number, width = 1 / 8): Promise<LibraryModel> {
  const architecture = architectureOf(id);
  if (!architecture) throw new Error(`There is no architecture "${id}".`);
  const network = architecture.build({ width, classes: 5 });
  const weights = Object.fromEntries(
    parametersOf(network, side).map((spec) => [
      spec.name,
      { shape: tfShape(spec), data: fromTorch(spec, drawWeight(spec)) },
    ]),
  );
  const files = networkFiles({ network, weights });
  const modelIdOf = await modelId(files);
  const shapes = layerShapes(network, [side, side]);
  return {
    info: {
      id: modelIdOf,
      label: `Narrow ${architecture.label}`,
      family: architecture.family,
      format: 'network',
      weights: modelIdOf,
      sourceTask: 'Nothing: drawn weights',
      licence: 'CC0',
      origin: 'a test',
      note: '',
      preprocessing: architecture.preprocessing,
      inputSizes: [side],
      defaultInputSize: side,
      defaultCut: lastFeatures(network),
      blocks: {
        [side]: network.blocks.map(({ name, label }) => ({
          name,
          label,
          params: 0,
          shape: shapes.get(name) ?? [0, 0, 0],
          flops: 0,
          activation: 0,
          kept: 0,
        })),
      },
    },
    files,
    provenance: {
      kind: 'file',
      origin: `${id}.safetensors`,
      checksum: await checksumOf(files.weights),
      verified: false,
      readAt: '2026-01-02T03:04:05Z',
      format: 'safetensors',
      leftOut: [],
    },
  };
}
