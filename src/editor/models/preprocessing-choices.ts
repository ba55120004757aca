import type { Preprocessing } from '../../plan/catalog';
import { t } from '../language/t';

export interface PreprocessingChoice {
  readonly value: string;
  readonly label: string;
  readonly preprocessing: Preprocessing;
}

const IMAGENET_MEAN = [0.485, 0.456, 0.406] as const;
const IMAGENET_STD = [0.229, 0.224, 0.225] as const;

/** (value / 255 − mean) / deviation, as one scale and one offset for each channel. */
const standardised = (mean: readonly number[], deviation: readonly number[]): Preprocessing => {
  const [r = 1, g = 1, b = 1] = deviation;
  const [meanR = 0, meanG = 0, meanB = 0] = mean;
  return {
    scale: [1 / (255 * r), 1 / (255 * g), 1 / (255 * b)],
    offset: [-meanR / r, -meanG / g, -meanB / b],
  };
};

const COMMON: readonly PreprocessingChoice[] = [
  {
    value: 'imagenet',
    label: t('ImageNet mean and deviation (torchvision, timm)'),
    preprocessing: standardised(IMAGENET_MEAN, IMAGENET_STD),
  },
  {
    value: 'signed',
    label: t('−1 to 1 (Keras MobileNet, Inception)'),
    preprocessing: { scale: 1 / 127.5, offset: -1 },
  },
  { value: 'unit', label: t('0 to 1'), preprocessing: { scale: 1 / 255, offset: 0 } },
  { value: 'bytes', label: t('0 to 255, as they are'), preprocessing: { scale: 1, offset: 0 } },
  {
    value: 'caffe',
    label: t('BGR, ImageNet mean subtracted (Keras VGG, ResNet)'),
    preprocessing: { scale: 1, offset: [-103.939, -116.779, -123.68], channels: 'bgr' },
  },
];

/** What the source says comes first, then what networks of the field were trained on: other values, same squares. */
export const preprocessingChoices = (found: Preprocessing): readonly PreprocessingChoice[] => [
  { value: 'found', label: t('As the source says'), preprocessing: found },
  ...COMMON.map((choice) => ({
    ...choice,
    preprocessing: { ...choice.preprocessing, ...(found.resize && { resize: found.resize }) },
  })),
];
