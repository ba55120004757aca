import { Handle, Position, useConnection } from '@xyflow/react';
import type { ComponentProps } from 'react';
import { canConnect } from '../../graph/connect';
import { realEnd } from '../../graph/groups/fold';
import { Tooltip } from '../controls/tooltip';
import { t, translated } from '../language/t';
import { currentDocument } from '../store/editor-store';
import styles from './port.module.css';
import { PORT_TYPE_NAMES, type Port as PortToDraw, portsOf } from './ports';

interface PortProps {
  readonly nodeId: string;
  readonly port: PortToDraw;
  readonly connected: boolean;
  /** On the card of a group: the name of the port there, and a label that names its node too. */
  readonly onGroup?: { readonly handle: string; readonly label: string };
}

/** Keeps the tooltip's click from taking the place of the handle's own, by which two taps draw a wire. */
const TapHandle = ({ onClick: _, ...props }: ComponentProps<typeof Handle>) => <Handle {...props} />;

/** A port with its label. While a wire is drawn, ports that it fits light up and the others fade. */
export function Port({ nodeId, port, connected, onGroup }: PortProps) {
  const { name, direction, spec } = port;
  const fit = useConnection(({ inProgress, fromHandle, fromNode }) => {
    if (!inProgress || !fromHandle?.id || !fromNode) return 'none';
    const document = currentDocument();
    const other = realEnd({ node: fromNode.id, port: fromHandle.id }, document.groups);
    const here = { node: nodeId, port: name };
    if (other.node === nodeId && other.port === name) return 'origin';
    if ((fromHandle.type === 'source') === (direction === 'output')) return 'no';
    const [from, to] = direction === 'input' ? [other, here] : [here, other];
    return canConnect(document, portsOf, from, to).ok ? 'yes' : 'no';
  });
  const isInput = direction === 'input';
  const missing = isInput && !connected && spec !== undefined && spec.required !== false;
  const label = onGroup?.label ?? translated(spec?.label ?? name);
  const handle = (
    <TapHandle
      id={onGroup?.handle ?? name}
      type={isInput ? 'target' : 'source'}
      position={isInput ? Position.Left : Position.Right}
      className={styles.handle}
      role="img"
      aria-label={`${isInput ? t('Input') : t('Output')} ${label}`}
      data-port={`${nodeId}.${name}`}
      data-connected={connected}
    />
  );
  return (
    <div
      className={`${styles.port} ${isInput ? styles.input : styles.output}`}
      data-tint={spec?.type ?? 'unknown'}
      data-fit={fit}
      data-missing={missing}
    >
      <Tooltip
        side={isInput ? 'left' : 'right'}
        text={
          spec ? portWords(label, isInput, PORT_TYPE_NAMES[spec.type]) : t('{name}: unknown port', { name })
        }
        hint={spec?.help && translated(spec.help)}
      >
        {handle}
      </Tooltip>
      <span className={styles.label}>{label}</span>
    </div>
  );
}

const portWords = (label: string, isInput: boolean, what: string): string =>
  isInput ? t('{label}: takes {what}', { label, what }) : t('{label}: gives {what}', { label, what });
