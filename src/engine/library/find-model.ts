import type { ModelFiles } from '../platform/platform';
import { isLibraryId, type ModelStore } from './model-store';

/** `Platform.model`: the user's own models bear ids of their own; all other names are shipped ones. */
export async function findModel(
  id: string,
  models: ModelStore | undefined,
  shipped: () => Promise<ModelFiles>,
): Promise<ModelFiles> {
  if (!isLibraryId(id)) return shipped();
  const found = await models?.get(id);
  if (!found) {
    throw new Error(
      `The model "${id}" is not on this machine. Load its weights again on the Backbone node, or choose another network.`,
    );
  }
  return found.files;
}
