import type { Connection, Edge, FinalConnectionState, HandleType } from '@xyflow/react';
import { useCallback, useRef } from 'react';
import { canConnect } from '../../graph/connect';
import type { Endpoint } from '../../graph/document';
import { addWire, removeWires } from '../../graph/edit';
import { realEnd } from '../../graph/groups/fold';
import { t } from '../language/t';
import { connect, edit } from '../store/edit';
import { currentDocument, useEditor } from '../store/editor-store';
import { notify } from '../store/notices';
import { canvasHandle } from './canvas-handle';
import { portsOf } from './ports';
import type { FlowEdge } from './to-flow';

/** What is drawn at the card of a group belongs to one of its nodes. */
const realEndOf = (node: string, port: string): Endpoint => realEnd({ node, port }, currentDocument().groups);

function endsOf(connection: Connection | Edge): readonly [Endpoint, Endpoint] | undefined {
  const { source, sourceHandle, target, targetHandle } = connection;
  if (!sourceHandle || !targetHandle) return undefined;
  return [realEndOf(source, sourceHandle), realEndOf(target, targetHandle)];
}

function check(connection: Connection | Edge) {
  const ends = endsOf(connection);
  return ends && canConnect(currentDocument(), portsOf, ...ends);
}

/** A wire drawn to nowhere asks for a node that fits its end. */
function offerKinds(event: MouseEvent | TouchEvent, node: string, port: string, type: HandleType): void {
  const screen = 'clientX' in event ? event : event.changedTouches[0];
  const at = screen && canvasHandle()?.toDocument({ x: screen.clientX, y: screen.clientY });
  // A touch ends on the element that it began on, wherever the finger is.
  const under = screen && document.elementFromPoint(screen.clientX, screen.clientY);
  if (!at || !under?.closest('.react-flow__pane')) return;
  const direction = type === 'source' ? ('output' as const) : ('input' as const);
  const request = { at, screen: { x: screen.clientX, y: screen.clientY }, from: { node, port, direction } };
  useEditor.setState({ dialog: { type: 'add-node', request } });
}

/** Drawing wires, moving their ends, and saying why one is refused. */
export function useWiring() {
  const reconnected = useRef(false);

  const isValidConnection = useCallback(
    (connection: Connection | Edge) => check(connection)?.ok === true,
    [],
  );

  const onConnect = useCallback((connection: Connection) => {
    const ends = endsOf(connection);
    if (ends && check(connection)?.ok) connect(...ends);
  }, []);

  const onConnectEnd = useCallback((event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
    const { isValid, fromHandle, toHandle } = state;
    if (!toHandle && fromHandle?.id)
      return offerKinds(event, fromHandle.nodeId, fromHandle.id, fromHandle.type);
    if (isValid !== false || !fromHandle?.id || !toHandle?.id) return;
    const [output, input] = fromHandle.type === 'source' ? [fromHandle, toHandle] : [toHandle, fromHandle];
    if (output.type === input.type) {
      return notify({
        tone: 'info',
        text: t('A wire goes from an output on the right to an input on the left.'),
      });
    }
    const result = canConnect(
      currentDocument(),
      portsOf,
      realEndOf(output.nodeId, output.id ?? ''),
      realEndOf(input.nodeId, input.id ?? ''),
    );
    if (!result.ok) notify({ tone: 'info', text: result.reason });
  }, []);

  const onReconnectStart = useCallback(() => {
    reconnected.current = false;
  }, []);

  const onReconnect = useCallback((old: FlowEdge, connection: Connection) => {
    reconnected.current = true;
    const ends = endsOf(connection);
    if (!ends) return;
    edit((document) => addWire(removeWires(document, new Set([old.id])), ...ends));
  }, []);

  /** A wire pulled off its port and dropped on nothing is deleted. */
  const onReconnectEnd = useCallback(
    (_: unknown, wire: FlowEdge, __: unknown, state: FinalConnectionState) => {
      if (!reconnected.current && !state.toHandle)
        edit((document) => removeWires(document, new Set([wire.id])));
    },
    [],
  );

  return { isValidConnection, onConnect, onConnectEnd, onReconnectStart, onReconnect, onReconnectEnd };
}
