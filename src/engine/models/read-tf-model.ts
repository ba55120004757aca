import type { BackboneInfo, Preprocessing } from '../../plan/catalog';
import type { RandomAccess } from '../data/import/source';
import { modelId } from '../library/model-id';
import type { ImportOutcome, SourceFormat } from './bundle';
import { describeModel } from './describe/describe-model';
import type { PreparedBackbone } from './keras/prepare-layers';
import { preparation, resizeWarnings } from './preparation';
import { factsOf, provenanceOf } from './provenance';
import type { Reading } from './reading';
import { modelFilesOf } from './tfjs/prepared';

/** What most converted models were trained on: pixels from 0 to 1. */
const UNIT: Preprocessing = { scale: 1 / 255, offset: 0 };
const AS_THEY_ARE: Preprocessing = { scale: 1, offset: 0 };

/** Describes a model of TF.js's or Keras's as a backbone. `files`: all that it was read from. */
export async function readTfModel(
  reading: Reading,
  format: SourceFormat,
  { model, side, fixedSize, scalesPixels, leftOut }: PreparedBackbone,
  files: readonly RandomAccess[],
): Promise<ImportOutcome> {
  const { material, options, platform, onProgress, signal } = reading;
  const { config } = material;
  const stated = options.preprocessing ?? config.preprocessing;
  const preprocessing = options.preprocessing ?? preparation(config, scalesPixels ? AS_THEY_ARE : UNIT);
  const modelFiles = modelFilesOf(model);
  const described = await describeModel(modelFiles, platform, {
    preprocessing,
    inputSizes: fixedSize && side !== undefined ? [side] : options.inputSizes,
    side: side ?? material.config.side,
    signal,
    onStep: (done, total) => onProgress({ phase: 'describe', label: material.label, done, total }),
  });
  const provenance = await provenanceOf(reading, format, files);
  const info: BackboneInfo = {
    ...factsOf(reading, await modelId(modelFiles), undefined),
    label: options.label ?? material.label,
    family: FAMILIES[format],
    format: model.format === 'graph-model' ? 'graph' : 'layers',
    note: noteOf(stated !== undefined, scalesPixels),
    preprocessing,
    ...described,
  };
  return {
    kind: 'bundle',
    bundle: { info, files: modelFiles, provenance: { ...provenance, leftOut } },
    warnings: resizeWarnings(config),
  };
}

const FAMILIES: Readonly<Record<SourceFormat, string>> = {
  safetensors: 'PyTorch',
  'tfjs-layers': 'TF.js LayersModel',
  'tfjs-graph': 'TF.js GraphModel',
  'keras-h5': 'Keras',
  'keras-zip': 'Keras',
  graft: 'Graft',
};

function noteOf(isStated: boolean, scalesPixels: boolean): string {
  if (isStated) return 'Your own model.';
  return scalesPixels
    ? 'Your own model. It scales pixels itself, so it is given values from 0 to 255.'
    : 'Your own model. Its file does not say what pixel values it takes: from 0 to 1 is assumed. If it was trained on others, load it again and say so.';
}
