import { ensureModels } from './model-assets.ts';

const written = ensureModels('public');
console.log(
  written.length > 0 ? `Prepared public/models: ${written.join(', ')}` : 'public/models is up to date.',
);
