import { getViewportForBounds, type ReactFlowInstance, useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect } from 'react';
import { hiddenNodes } from '../../graph/groups/fold';
import { isStill } from '../design/motion';
import { currentDocument } from '../store/editor-store';
import { setCanvasHandle } from './canvas-handle';
import { boundsOf, isLarge } from './large';
import type { FlowEdge, FlowNode } from './to-flow';
import type { Box } from './wire-route';

/** How the whole graph is brought into view. */
export const FIT = { padding: '20px', maxZoom: 1 } as const;
const SHOWN_ZOOM = 0.6;
/** A thousand nodes are all in view. */
export const MIN_ZOOM = 0.03;

/** Milliseconds of a movement; none for who asked the system for that. */
const moving = (ms: number): number => (isStill() ? 0 : ms);

/** Read off the path as it is drawn, whatever way the wire takes. */
function wirePlaces(id: string) {
  const path = document.querySelector<SVGPathElement>(
    `.react-flow__edge[data-id=${JSON.stringify(id)}] .react-flow__edge-path`,
  );
  const length = path?.getTotalLength();
  if (!path || !length) return undefined;
  const [start, middle, end] = [0, length / 2, length].map((at) => path.getPointAtLength(at));
  return start && middle && end ? { start, middle, end } : undefined;
}

function viewOf(flow: ReactFlowInstance<FlowNode, FlowEdge>): Box {
  const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
  const { x, y } = flow.screenToFlowPosition({ x: pane?.left ?? 0, y: pane?.top ?? 0 });
  const zoom = flow.getZoom();
  return { x, y, width: (pane?.width ?? 0) / zoom, height: (pane?.height ?? 0) / zoom };
}

/** Gives commands a hold of the canvas while it is on the page. Returns what fits the graph at the start. */
export function useCanvasHandle() {
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const store = useStoreApi();

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
      fit: (nodeIds) =>
        void flow.fitView({ ...FIT, nodes: nodeIds.map((id) => ({ id })), duration: moving(250) }),
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
        const { x, y, width, height } = viewOf(flow);
        return { x: x + width / 2, y: y + height / 2 };
      },
      view: () => viewOf(flow),
      box: (nodeId) => {
        const node = flow.getInternalNode(nodeId);
        if (!node) return undefined;
        const { width = 0, height = 0 } = node.measured;
        return { ...node.internals.positionAbsolute, width, height };
      },
      toDocument: (screen) => flow.screenToFlowPosition(screen),
      toScreen: (point) => flow.flowToScreenPosition(point),
      wire: wirePlaces,
    });
    return () => setCanvasHandle(undefined);
  }, [flow, store]);

  return useCallback((instance: ReactFlowInstance<FlowNode, FlowEdge>) => void instance.fitView(FIT), []);
}
