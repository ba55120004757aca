import { type KeyboardEvent, useMemo, useState } from 'react';
import { Dialog } from '../controls/dialog';
import { SearchField } from '../controls/search-field';
import { t } from '../language/t';
import { connect } from '../store/edit';
import { useEditor } from '../store/editor-store';
import { nodeTitle, useGraphNode } from '../store/node-hooks';
import styles from './connect-dialog.module.css';
import { fittingWires } from './fitting-wires';

/** More would be too many to look through; the search finds the others. */
const MOST_SHOWN = 60;

interface ConnectDialogProps {
  readonly nodeId: string;
  readonly onClose: () => void;
}

/** Draws wires without a mouse: everything that fits a node's ports, as a list. */
export default function ConnectDialog({ nodeId, onClose }: ConnectDialogProps) {
  const document = useEditor((state) => state.history.present);
  const node = useGraphNode(nodeId);
  const [query, setQuery] = useState('');
  const wires = useMemo(() => fittingWires(document, nodeId), [document, nodeId]);
  const words = query.toLowerCase().split(/\s+/);
  const found = wires.filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)));
  if (!node) return null;
  return (
    <Dialog
      title={t('Connect {node}', { node: nodeTitle(node) })}
      description={t('Each line is a wire that fits. Choose one to draw it.')}
      onClose={onClose}
    >
      <div className={styles.body}>
        <SearchField label={t('Search ports')} value={query} onChange={setQuery} />
        <ul className={styles.list} onKeyDown={walk}>
          {found.slice(0, MOST_SHOWN).map(({ from, to, text, replaces }) => (
            <li key={`${from.node} ${from.port} ${to.node} ${to.port}`}>
              <button
                type="button"
                className={styles.wire}
                onClick={() => {
                  connect(from, to);
                  onClose();
                }}
              >
                {text}
                {replaces && <span className={styles.quiet}>{t('replaces a wire')}</span>}
              </button>
            </li>
          ))}
        </ul>
        {found.length === 0 && (
          <p className={styles.quiet}>
            {wires.length === 0
              ? t('Nothing in this graph fits. Add a node whose ports have the same colour.')
              : t('No port is called that.')}
          </p>
        )}
        {found.length > MOST_SHOWN && (
          <p className={styles.quiet}>
            {t('And {more} more: type a part of a name above.', { more: found.length - MOST_SHOWN })}
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** Up and down go from line to line. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const lines = [...event.currentTarget.querySelectorAll('button')];
  const place = lines.indexOf(document.activeElement as HTMLButtonElement);
  lines[(place + step + lines.length) % lines.length]?.focus();
}
