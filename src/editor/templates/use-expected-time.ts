import { useMemo } from 'react';
import { registry } from '../../../nodes/registry';
import type { GraphDocument } from '../../graph/document';
import { compile } from '../../plan/compile';
import { estimatePlan } from '../../plan/estimate';
import { catalogWith } from '../../plan/shipped/catalog';
import { usePlanning } from '../plan/planning';
import { useEditor } from '../store/editor-store';

/**
 * Milliseconds that a first run would take on this machine; `undefined` while its speed is not known, and
 * where something is missing that the run needs. Reading images that were never measured counts as free.
 */
export function useExpectedTime(document: GraphDocument): number | undefined {
  const label = useEditor((state) => state.backend?.label ?? '');
  const speed = usePlanning((state) => state.speeds[label]);
  return useMemo(() => {
    if (!speed) return undefined;
    const plan = compile(document, { registry, catalog: catalogWith() });
    return plan.blocking.length > 0 ? undefined : estimatePlan(plan, speed).total.ms;
  }, [document, speed]);
}
