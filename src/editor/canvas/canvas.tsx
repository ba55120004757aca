import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  type EdgeChange,
  MiniMap,
  ReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { type DragEvent, type MouseEvent, useCallback } from 'react';
import { registry } from '../../../nodes/registry';
import { colourOf } from '../../graph/groups/edit';
import { addBlock } from '../blocks/block-actions';
import { blockOf } from '../blocks/block-store';
import { useTheme } from '../design/theme';
import { GroupCard } from '../groups/group-card';
import { GROUP_TOKENS } from '../groups/group-colour';
import { GroupFrame } from '../groups/group-frame';
import { addNodeOfKind, select } from '../store/edit';
import { useEditor } from '../store/editor-store';
import { openFile } from '../store/files';
import { notify } from '../store/notices';
import styles from './canvas.module.css';
import { BLOCK_DRAG_TYPE, KIND_DRAG_TYPE } from './drag-kind';
import { byDistance, FarContext, useFarness } from './far';
import { FarCard } from './far-card';
import { FarWire } from './far-wire';
import { isLarge } from './large';
import { NodeCard } from './node-card';
import { NoteNode } from './note-node';
import { type FlowEdge, type FlowNode, isGroupFlowNode } from './to-flow';
import { FIT, MIN_ZOOM, useCanvasHandle } from './use-canvas-handle';
import { useFlowEdges } from './use-flow-edges';
import { useFlowNodes } from './use-flow-nodes';
import { useWiring } from './use-wiring';
import { Wire } from './wire';
import { WireDetail, wireHover } from './wire-detail';
import { WatchZoom } from './zoom-level';

const nodeTypes = {
  card: byDistance('nodes', NodeCard, FarCard),
  note: NoteNode,
  collapsed: GroupCard,
  frame: GroupFrame,
};
const edgeTypes = { wire: byDistance('wires', Wire, FarWire) };
const MINIMAP_FROM_NODES = 24;
const MINIMAP_SIZE = { width: 150, height: 100 };
function minimapColor(node: FlowNode): string {
  if (!isGroupFlowNode(node)) return `var(--${registry.get(node.data.node.kind)?.category ?? 'text-3'})`;
  const colour = `var(--${GROUP_TOKENS[colourOf(node.data.group)]})`;
  return node.type === 'frame' ? `color-mix(in srgb, ${colour} 22%, transparent)` : colour;
}
/** Half a node: a dropped node's middle comes to the pointer. */
const DROP_OFFSET = { x: 120, y: 24 };

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
  const farness = useFarness(large);
  const wiring = useWiring();
  const { toDocument, onInit } = useCanvasHandle();

  const onEdgesChange = useCallback((changes: EdgeChange<FlowEdge>[]) => {
    const picks = changes.filter((change) => change.type === 'select');
    if (picks.length === 0) return;
    useEditor.setState(({ selection }) => {
      const wires = new Set(selection.wires);
      for (const { id, selected } of picks) selected ? wires.add(id) : wires.delete(id);
      return { selection: { ...selection, wires } };
    });
  }, []);

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    const kind = registry.get(event.dataTransfer.getData(KIND_DRAG_TYPE));
    if (kind) {
      const at = toDocument({ x: event.clientX, y: event.clientY });
      addNodeOfKind(kind, { x: at.x - DROP_OFFSET.x, y: at.y - DROP_OFFSET.y });
      return;
    }
    const block = blockOf(event.dataTransfer.getData(BLOCK_DRAG_TYPE));
    if (block) {
      const at = toDocument({ x: event.clientX, y: event.clientY });
      addBlock(block, { x: at.x - DROP_OFFSET.x, y: at.y - DROP_OFFSET.y });
      return;
    }
    const file = event.dataTransfer.files[0];
    if (!file) return;
    if (/\.(json|png|svg|zip)$/i.test(file.name)) void openFile(file);
    else {
      notify({
        tone: 'info',
        text: 'Only graph files, bundles and pictures of graphs can be dropped on the canvas.',
        detail: 'For images: add a Dataset node, choose "Folder or zip" and drop them in the inspector.',
      });
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has keyboard ways beside it, the palette and Open
    <div className={styles.canvas} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      <FarContext value={farness}>
        <ReactFlow<FlowNode, FlowEdge>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onNodeClick={selectClicked}
          {...wiring}
          {...wireHover}
          onInit={onInit}
          colorMode={theme}
          connectionRadius={38}
          connectionLineType={ConnectionLineType.Bezier}
          connectionLineStyle={{ stroke: 'var(--accent)', strokeWidth: 2.5 }}
          defaultMarkerColor={null}
          deleteKeyCode={null}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
          zoomOnDoubleClick={false}
          elevateNodesOnSelect
          minZoom={MIN_ZOOM}
          onlyRenderVisibleElements={large}
          maxZoom={2}
          fitView
          fitViewOptions={FIT}
          aria-label="Graph"
        >
          <WatchZoom />
          <Background variant={BackgroundVariant.Dots} gap={22} size={1.6} color="var(--canvas-dot)" />
          {nodes.length >= MINIMAP_FROM_NODES && (
            <MiniMap
              pannable
              zoomable
              className={styles.minimap}
              style={MINIMAP_SIZE}
              nodeColor={minimapColor}
              nodeBorderRadius={20}
            />
          )}
        </ReactFlow>
      </FarContext>
      <WireDetail />
    </div>
  );
}
