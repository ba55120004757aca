import type { BackboneInfo, Catalog } from '../../plan/catalog';
import { catalogWith } from '../../plan/shipped/catalog';
import { type EditorState, useEditor } from './editor-store';

type Own = Pick<EditorState, 'userDatasets' | 'userModels'>;

let known: { readonly own: Own; readonly catalog: Catalog } | undefined;

/** What ships and what is the user's own; the same object for as long as neither changes. */
export function catalogOf({ userDatasets, userModels }: Own): Catalog {
  if (known?.own.userDatasets === userDatasets && known.own.userModels === userModels) return known.catalog;
  const backbones = new Map<string, BackboneInfo>();
  for (const { info } of userModels.values()) backbones.set(info.id, info);
  const catalog = catalogWith(userDatasets, backbones);
  known = { own: { userDatasets, userModels }, catalog };
  return catalog;
}

export const currentCatalog = (): Catalog => catalogOf(useEditor.getState());
