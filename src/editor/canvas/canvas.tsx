import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  type EdgeChange,
  type EdgeMouseHandler,
  MiniMap,
  ReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { type DragEvent, type MouseEvent, Suspense, useCallback } from 'react';
import { registry } from '../../../nodes/registry';
import { groupColourOf } from '../../graph/groups/edit';
import { blockOf } from '../blocks/block-store';
import { colourOf } from '../design/node-colours';
import { useTheme } from '../design/theme';
import { GroupCard } from '../groups/group-card';
import { GROUP_TOKENS } from '../groups/group-colour';
import { GroupFrame } from '../groups/group-frame';
import { t } from '../language/t';
import { soon } from '../loading/soon';
import { NoteNode } from '../notes/note-node';
import { select } from '../store/edit';
import { useEditor } from '../store/editor-store';
import { openFile } from '../store/files';
import { notify } from '../store/notices';
import { bendWire } from './bend-wire';
import styles from './canvas.module.css';
import { canvasHandle } from './canvas-handle';
import { BLOCK_DRAG_TYPE, draggedKind, KIND_DRAG_TYPE } from './drag-kind';
import { dropBlock, dropKind } from './drop';
import { byDistance, FarContext, useIsFar } from './far';
import { FarCard } from './far-card';
import { FarWires } from './far-wires';
import { Guides } from './guides';
import { isLarge } from './large';
import { MinimapNode } from './minimap-node';
import { NodeCard } from './node-card';
import { setReceivingWire, wireUnder } from './receiving-wire';
import { type FlowEdge, type FlowNode, isGroupFlowNode } from './to-flow';
import { FIT, MIN_ZOOM, useCanvasHandle } from './use-canvas-handle';
import { useCanvasMenu } from './use-canvas-menu';
import { useDropOnWire } from './use-drop-on-wire';
import { useFlowEdges } from './use-flow-edges';
import { useFlowNodes } from './use-flow-nodes';
import { useWiring } from './use-wiring';
import { GRID, showsMinimap, useViewPreferences } from './view-preferences';
import { Wire } from './wire';
import { WireDetail, wireHover } from './wire-detail';
import { WatchZoom } from './zoom-level';

const CanvasMenu = soon(() => import('./canvas-menu').then((all) => all.CanvasMenu));

const nodeTypes = {
  card: byDistance(NodeCard, FarCard),
  note: NoteNode,
  collapsed: GroupCard,
  frame: GroupFrame,
};
const edgeTypes = { wire: Wire };
const NO_EDGES: FlowEdge[] = [];
const MINIMAP_SIZE = { width: 150, height: 100 };
function minimapColor(node: FlowNode): string {
  if (!isGroupFlowNode(node)) {
    const { node: own } = node.data;
    return colourOf(own) ?? `var(--${registry.get(own.kind)?.category ?? 'text-3'})`;
  }
  const colour = `var(--${GROUP_TOKENS[groupColourOf(node.data.group)]})`;
  return node.type === 'frame' ? `color-mix(in srgb, ${colour} 22%, transparent)` : colour;
}
const SNAP_GRID: [number, number] = [GRID, GRID];
const DRAWN_WIRE = { stroke: 'var(--accent)', strokeWidth: 2.5 };
const MULTI_SELECTION_KEYS = ['Shift', 'Meta', 'Control'];

const onEdgeDoubleClick: EdgeMouseHandler<FlowEdge> = ({ clientX, clientY }, { id }) =>
  bendWire(id, { x: clientX, y: clientY });

/** On the empty canvas: a list of kinds to add there. */
function onDoubleClick({ target, clientX, clientY }: MouseEvent): void {
  if (!(target instanceof Element) || !target.classList.contains('react-flow__pane')) return;
  const screen = { x: clientX, y: clientY };
  const at = canvasHandle()?.toDocument(screen);
  if (at) useEditor.setState({ dialog: { type: 'add-node', request: { at, screen } } });
}

/** A plain click selects that one alone, also out of several; a group stands for its nodes. */
function selectClicked(event: MouseEvent, node: FlowNode): void {
  if (event.shiftKey || event.ctrlKey || event.metaKey) return;
  select(isGroupFlowNode(node) ? node.data.group.members : [node.id]);
}

export function Canvas() {
  const document = useEditor((state) => state.history.present);
  const selectedWires = useEditor((state) => state.selection.wires);
  const theme = useTheme((state) => state.theme);
  const { nodes, onNodesChange } = useFlowNodes();
  const edges = useFlowEdges(document, selectedWires);
  const large = isLarge(document);
  const isFar = useIsFar();
  // Each goes its way around nodes in graphs of a size in which one can follow it.
  const wiresAreFar = isFar && large;
  const wiring = useWiring();
  const dropOnWire = useDropOnWire();
  const snap = useViewPreferences((state) => state.snap);
  const minimap = useViewPreferences((state) => state.minimap);
  const onInit = useCanvasHandle();
  const { opened, close, gestures } = useCanvasMenu();

  const onEdgesChange = useCallback((changes: EdgeChange<FlowEdge>[]) => {
    const picks = changes.filter((change) => change.type === 'select');
    if (picks.length === 0) return;
    useEditor.setState(({ selection }) => {
      const wires = new Set(selection.wires);
      for (const { id, selected } of picks) selected ? wires.add(id) : wires.delete(id);
      return { selection: { ...selection, wires } };
    });
  }, []);

  const onDragOver = (event: DragEvent) => {
    event.preventDefault();
    const kind = draggedKind();
    setReceivingWire(kind && wireUnder([{ x: event.clientX, y: event.clientY }], kind));
  };

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setReceivingWire(undefined);
    const kind = registry.get(event.dataTransfer.getData(KIND_DRAG_TYPE));
    const screen = { x: event.clientX, y: event.clientY };
    if (kind) return dropKind(kind, screen);
    const block = blockOf(event.dataTransfer.getData(BLOCK_DRAG_TYPE));
    if (block) return dropBlock(block, screen);
    const file = event.dataTransfer.files[0];
    if (!file) return;
    if (/\.(json|png|svg|zip)$/i.test(file.name)) void openFile(file);
    else {
      notify({
        tone: 'info',
        text: t('Only graph files, bundles and pictures of graphs can be dropped on the canvas.'),
        detail: t('For images: add a Dataset node, choose "Folder or zip" and drop them in the inspector.'),
      });
    }
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping and double clicks have keyboard ways beside them */}
      <div
        className={styles.canvas}
        onDragOver={onDragOver}
        onDragLeave={() => setReceivingWire(undefined)}
        onDrop={onDrop}
        onDoubleClick={onDoubleClick}
        {...gestures}
      >
        <FarContext value={isFar}>
          <ReactFlow<FlowNode, FlowEdge>
            nodes={nodes}
            edges={wiresAreFar ? NO_EDGES : edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onNodesChange={onNodesChange}
            onEdgesChange={onEdgesChange}
            onEdgeDoubleClick={onEdgeDoubleClick}
            onNodeClick={selectClicked}
            {...wiring}
            {...wireHover}
            {...dropOnWire}
            onInit={onInit}
            colorMode={theme}
            connectionRadius={38}
            connectionLineType={ConnectionLineType.Bezier}
            connectionLineStyle={DRAWN_WIRE}
            defaultMarkerColor={null}
            deleteKeyCode={null}
            selectionKeyCode="Shift"
            multiSelectionKeyCode={MULTI_SELECTION_KEYS}
            zoomOnDoubleClick={false}
            elevateNodesOnSelect
            snapToGrid={snap}
            snapGrid={SNAP_GRID}
            minZoom={MIN_ZOOM}
            onlyRenderVisibleElements={large}
            maxZoom={2}
            fitView
            fitViewOptions={FIT}
            aria-label={t('Graph')}
          >
            {wiresAreFar && <FarWires edges={edges} />}
            <WatchZoom />
            <Background variant={BackgroundVariant.Dots} gap={GRID} size={1.6} color="var(--canvas-dot)" />
            {showsMinimap(minimap, nodes.length) && (
              <MiniMap
                pannable
                zoomable
                className={styles.minimap}
                style={MINIMAP_SIZE}
                nodeColor={minimapColor}
                nodeComponent={MinimapNode}
                nodeBorderRadius={20}
              />
            )}
            <Guides />
          </ReactFlow>
        </FarContext>
        <WireDetail />
      </div>
      {opened && (
        <Suspense>
          <CanvasMenu opened={opened} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
