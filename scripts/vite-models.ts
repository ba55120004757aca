import type { Plugin } from 'vite';
import { ensureModels } from './model-assets.ts';

/**
 * Prepares the pretrained backbones before Vite looks at its folder of static files, which it lists
 * once: as soon as the configuration is known, for the development server and for builds alike.
 */
export function graftModels(): Plugin {
  return {
    name: 'graft-models',
    configResolved(config) {
      // Empty when static files are switched off.
      if (config.publicDir === '') return;
      const written = ensureModels(config.publicDir);
      if (written.length > 0) config.logger.info(`Prepared pretrained backbones: ${written.join(', ')}`);
    },
  };
}
