import { getViewportForBounds, type ReactFlowInstance, useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect } from 'react';
import { hiddenNodes } from '../../graph/groups/fold';
import type { Point } from '../store/edit';
import { currentDocument } from '../store/editor-store';
import { setCanvasHandle } from './canvas-handle';
import { boundsOf, isLarge } from './large';
import type { FlowEdge, FlowNode } from './to-flow';

/** How the whole graph is brought into view. */
export const FIT = { padding: '20px', maxZoom: 1 } as const;
const SHOWN_ZOOM = 0.6;
/** A thousand nodes are all in view. */
export const MIN_ZOOM = 0.03;

/** Milliseconds of a movement; none for who asked the system for that. */
const moving = (ms: number): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ms);

/** Gives commands a hold of the canvas while it is on the page. */
export function useCanvasHandle() {
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const store = useStoreApi();
  const toDocument = useCallback((screen: Point) => flow.screenToFlowPosition(screen), [flow]);

  useEffect(() => {
    setCanvasHandle({
      fitView: () => void flow.fitView({ ...FIT, duration: moving(250) }),
      expect: (document) => {
        const { width, height } = store.getState();
        if (!isLarge(document) || !width || !height) return;
        const bounds = boundsOf(document);
        void flow.setViewport(
          getViewportForBounds(bounds, width, height, MIN_ZOOM, FIT.maxZoom, FIT.padding),
        );
      },
      zoom: (direction) =>
        void (direction === 'in'
          ? flow.zoomIn({ duration: moving(120) })
          : flow.zoomOut({ duration: moving(120) })),
      show: (nodeIds) => {
        const hidden = hiddenNodes(currentDocument().groups);
        const nodes = nodeIds.map((id) => ({ id: hidden.get(id)?.id ?? id }));
        const zoom = Math.max(flow.getZoom(), SHOWN_ZOOM);
        void flow.fitView({ nodes, duration: moving(300), minZoom: zoom, maxZoom: zoom });
      },
      middle: () => {
        const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
        return flow.screenToFlowPosition({
          x: (pane?.left ?? 0) + (pane?.width ?? 0) / 2,
          y: (pane?.top ?? 0) + (pane?.height ?? 0) / 2,
        });
      },
    });
    return () => setCanvasHandle(undefined);
  }, [flow, store]);

  const onInit = useCallback((instance: ReactFlowInstance<FlowNode, FlowEdge>) => {
    void instance.fitView(FIT);
  }, []);
  return { toDocument, onInit };
}
