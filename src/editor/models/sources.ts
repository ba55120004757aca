import type { ModelSource } from '../../worker/api';
import { t } from '../language/t';

export type SourceKind = ModelSource['kind'];

/** Hugging Face's own address; models are looked up nowhere else. */
export const HUB = 'huggingface.co';

/** The host that a press of the button would ask; `undefined` for what is no address. */
export function hostOf(address: string): string | undefined {
  try {
    const { protocol, host } = new URL(address.trim());
    return protocol === 'https:' || protocol === 'http:' ? host : undefined;
  } catch {
    return undefined;
  }
}

/** `owner/name`, or `owner/name@revision`. */
export const isHubId = (text: string): boolean => /^[\w.-]+\/[\w.-]+(@[\w./-]+)?$/.test(text.trim());

/** Small models that are there and licensed freely, to show what an id looks like. */
export const HUB_EXAMPLES: readonly { readonly id: string; readonly about: string }[] = [
  { id: 'timm/resnet18.a1_in1k', about: t('ResNet-18, ImageNet, 47 MB') },
  { id: 'timm/resnet50.a1_in1k', about: t('ResNet-50, ImageNet, 102 MB') },
  { id: 'timm/inception_v3.tv_in1k', about: t('Inception v3, ImageNet, 95 MB') },
];

/** What the picker offers; a model.json comes with its weights, several files at once. */
export const FILE_TYPES = '.safetensors,.json,.bin,.h5,.hdf5,.keras';
