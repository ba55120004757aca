import { Cable } from 'lucide-react';
import { useMemo } from 'react';
import { SearchDialog } from '../controls/search-dialog';
import type { SearchGroup } from '../controls/search-list';
import { rank, ranked } from '../finder/rank';
import { t } from '../language/t';
import { connect } from '../store/edit';
import { useEditor } from '../store/editor-store';
import { nodeTitle, useGraphNode } from '../store/node-hooks';
import { type FittingWire, fittingWires } from './fitting-wires';

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
  const wires = useMemo(() => fittingWires(document, nodeId), [document, nodeId]);
  if (!node) return null;
  return (
    <SearchDialog
      label={t('Connect {node}', { node: nodeTitle(node) })}
      search={(query) => found(query, wires)}
      none={() =>
        wires.length === 0
          ? t('Nothing in this graph fits. Add a node whose ports have the same colour.')
          : t('No port is called that.')
      }
      onChoose={({ id }) => {
        const wire = wires.find((each) => idOf(each) === id);
        if (wire) connect(wire.from, wire.to);
        onClose();
      }}
      onClose={onClose}
    />
  );
}

const idOf = ({ from, to }: FittingWire): string => `${from.node} ${from.port} ${to.node} ${to.port}`;

function found(query: string, wires: readonly FittingWire[]): readonly SearchGroup[] {
  const fitting = ranked(wires, ({ text }) => rank(query, text)).map(({ item }) => item);
  const free = fitting.filter(({ replaces }) => !replaces);
  const taken = fitting.filter(({ replaces }) => replaces);
  return [
    { title: t('Wires that fit'), items: itemsOf(free, MOST_SHOWN) },
    { title: t('In the place of another wire'), items: itemsOf(taken, MOST_SHOWN - free.length) },
  ].filter(({ items }) => items.length > 0);
}

const itemsOf = (wires: readonly FittingWire[], most: number) =>
  wires.slice(0, Math.max(0, most)).map((wire) => ({ id: idOf(wire), label: wire.text, icon: Cable }));
