import { useMemo } from 'react';
import type { Json } from '../../../graph/document';
import type { NodeKind } from '../../../plan/kind';
import type { Option } from '../../../plan/params';
import { catalogOf } from '../../store/catalog';
import { useEditor } from '../../store/editor-store';

const NONE: readonly Option[] = [];

/** The options of a parameter whose choices follow from what is wired in or chosen elsewhere. */
export function useOptions(
  nodeId: string,
  kind: NodeKind,
  param: string,
  params: Readonly<Record<string, Json>>,
): readonly Option[] {
  const inputs = useEditor((state) => state.analysis?.inferred.get(nodeId)?.inputs);
  const catalog = useEditor(catalogOf);
  return useMemo(() => {
    const control = kind.params[param]?.control;
    if (control !== 'dynamic-choice' && control !== 'dynamic-set') return NONE;
    const context = { inputs: inputs ?? {}, params, catalog };
    // A kind sees its inputs and parameters under their own types; the registry knows only general ones.
    return kind.options?.(param, context as never) ?? NONE;
  }, [kind, param, params, inputs, catalog]);
}
