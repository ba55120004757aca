import { type Edge, type Node, ReactFlow, useEdgesState, useNodesState, useReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { type DragEvent, useEffect } from 'react';
import { createRoot } from 'react-dom/client';

/** React Flow with its own nodes and edges and nothing else: what the editor is measured against. */
function Bare() {
  const [nodes, setNodes, onNodesChange] = useNodesState<Node>([]);
  const [edges, setEdges, onEdgesChange] = useEdgesState<Edge>([]);
  const onDrop = async (event: DragEvent) => {
    event.preventDefault();
    const graph = JSON.parse((await event.dataTransfer.files[0]?.text()) ?? '{}');
    setNodes(graph.nodes);
    setEdges(graph.edges);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only ever driven by the bench
    <div style={{ height: '100%' }} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        minZoom={0.03}
        maxZoom={2}
      >
        <FitWhenFilled count={nodes.length} />
      </ReactFlow>
    </div>
  );
}

/** Fits the view once there is something to see, and at the key F, as the editor does. */
function FitWhenFilled({ count }: { readonly count: number }) {
  const { fitView } = useReactFlow();
  useEffect(() => {
    if (count > 0) requestAnimationFrame(() => void fitView());
    const onKeyDown = ({ key }: KeyboardEvent) => key === 'f' && void fitView();
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [count, fitView]);
  return null;
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Bare />);
