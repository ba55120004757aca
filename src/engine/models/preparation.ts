import type { Problem } from '../../graph/problem';
import type { Preprocessing } from '../../plan/catalog';
import type { ModelConfig } from './sources/model-config';

/** What is done to images, as far as a model's config says; `usual` values where it says none. */
export const preparation = ({ preprocessing, resize }: ModelConfig, usual: Preprocessing): Preprocessing => ({
  ...(preprocessing ?? usual),
  ...(resize && { resize }),
});

/** What the config says of the way to a square, and Graft cannot do. */
export const resizeWarnings = ({ oddResize }: ModelConfig): readonly Problem[] =>
  oddResize === undefined
    ? []
    : [
        {
          code: 'model/other-resize',
          severity: 'warning',
          message: `Its config.json asks for images by ${oddResize}, which Graft does not do.`,
          expected: 'interpolation bilinear, bicubic or lanczos, and crop_mode center',
          hint: 'Images are scaled smoothly and cut in the middle instead, which changes features a little.',
        },
      ];
