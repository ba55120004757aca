import { isObject } from '../keras/topology';
import { ModelError } from '../model-error';

/** `model-00001-of-00003.safetensors` is one part of weights in several files. */
export const isPart = (name: string): boolean => /-\d{5}-of-\d{5}\.safetensors$/i.test(name);

/** `model.safetensors.index.json` says which part holds which tensor. */
export const isPartIndex = (json: unknown): boolean => isObject(json) && isObject(json.weight_map);

/** Networks that Graft builds are small enough for one file: nobody splits them. */
export const splitWeights = (name: string): ModelError =>
  new ModelError('split-weights', `"${name}" belongs to weights that are split over several files.`, {
    expected: 'all weights in one file, e.g. model.safetensors',
    hint: 'In Python, load them and call safetensors.torch.save_file(state_dict, "model.safetensors").',
  });
