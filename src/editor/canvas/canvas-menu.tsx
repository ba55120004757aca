import { AlignStartVertical, ClipboardPaste, Palette, Plus, StickyNote } from 'lucide-react';
import { type MouseEvent, type ReactElement, useState } from 'react';
import { registry } from '../../../nodes/registry';
import { alignCommands, distributeCommands, snapCommand, tidyUpCommand } from '../commands/arranging';
import { ContextCommand } from '../commands/context-command';
import {
  copyCommand,
  cutCommand,
  deleteCommand,
  duplicateCommand,
  pasteFromSystem,
  selectAllCommand,
} from '../commands/editing';
import { finderCommand, findNodeCommand } from '../commands/finding';
import {
  bypassCommand,
  colourCommands,
  muteCommand,
  renameCommand,
  selectAfterCommand,
  selectBeforeCommand,
} from '../commands/nodes';
import { frameCommand, selectHeldCommand } from '../commands/notes';
import { runSelectedCommand } from '../commands/running';
import { fitSelectionCommand, fitViewCommand } from '../commands/view';
import { bendWireCommand, insertNodeCommand, straightenWireCommand } from '../commands/wires';
import { ContextItem, ContextMenu, ContextSeparator, ContextSubmenu } from '../controls/context-menu';
import { t } from '../language/t';
import { addNodeOfKind, type Point, select } from '../store/edit';
import { useEditor } from '../store/editor-store';
import { canvasHandle } from './canvas-handle';

type Target = 'node' | 'wire' | 'canvas';

interface Opened {
  readonly target: Target;
  readonly screen: Point;
}

/** What can be done with the node, the wire or the place on the canvas that the menu is opened on. */
export function CanvasMenu({
  children,
}: {
  readonly children: (onContextMenu: OnContextMenu) => ReactElement;
}) {
  const [{ target, screen }, setOpened] = useState<Opened>({ target: 'canvas', screen: { x: 0, y: 0 } });
  const onContextMenu = (event: MouseEvent) => {
    // In a text field the browser's own menu has what is needed.
    if (!(event.target instanceof Element) || event.target.closest('input, textarea')) {
      event.stopPropagation();
      return;
    }
    setOpened({ target: targetOf(event.target), screen: { x: event.clientX, y: event.clientY } });
  };
  return (
    <ContextMenu label={LABELS[target]} trigger={children(onContextMenu)}>
      {target === 'node' && <NodeItems />}
      {target === 'wire' && <WireItems />}
      {target === 'canvas' && <CanvasItems screen={screen} />}
    </ContextMenu>
  );
}

type OnContextMenu = (event: MouseEvent) => void;

const LABELS = { node: t('Node'), wire: t('Wire'), canvas: t('Canvas') } as const;

/** What is under the pointer becomes the selection, unless it belongs to it already. */
function targetOf(element: Element): Target {
  const { selection } = useEditor.getState();
  const nodeId = element.closest<HTMLElement>('.react-flow__node')?.dataset.id;
  if (nodeId !== undefined) {
    if (!selection.nodes.has(nodeId)) select([nodeId]);
    return 'node';
  }
  if (element.closest('.react-flow__nodesselection')) return 'node';
  const wireId = element.closest<SVGElement>('.react-flow__edge')?.dataset.id;
  if (wireId === undefined) return 'canvas';
  if (!selection.wires.has(wireId) || selection.nodes.size > 0) select([], [wireId]);
  return 'wire';
}

function NodeItems() {
  const count = useEditor((state) => state.selection.nodes.size);
  const hasNote = useEditor((state) => selectHeldCommand.enabled?.(state) === true);
  return (
    <>
      <ContextCommand command={runSelectedCommand} />
      <ContextSeparator />
      <ContextCommand command={renameCommand} />
      <ContextSubmenu icon={<Palette size={15} aria-hidden />} label={t('Colour')}>
        {colourCommands.map((command) => (
          <ContextCommand key={command.id} command={command} label={plainLabel(command.label)} />
        ))}
      </ContextSubmenu>
      <ContextCommand command={bypassCommand} />
      <ContextCommand command={muteCommand} />
      <ContextSeparator />
      <ContextCommand command={frameCommand} />
      {hasNote && <ContextCommand command={selectHeldCommand} />}
      <ContextSeparator />
      <ContextCommand command={cutCommand} />
      <ContextCommand command={copyCommand} />
      <ContextCommand command={duplicateCommand} />
      <ContextCommand command={deleteCommand} />
      <ContextSeparator />
      {count > 1 && (
        <ContextSubmenu icon={<AlignStartVertical size={15} aria-hidden />} label={t('Align')}>
          {[...alignCommands, ...distributeCommands].map((command) => (
            <ContextCommand key={command.id} command={command} />
          ))}
        </ContextSubmenu>
      )}
      {count > 1 && <ContextCommand command={tidyUpCommand} />}
      <ContextCommand command={fitSelectionCommand} />
      <ContextCommand command={selectBeforeCommand} />
      <ContextCommand command={selectAfterCommand} />
    </>
  );
}

const plainLabel = (label: string): string => {
  const name = label.replace(/^Colour: /, '');
  return name.charAt(0).toUpperCase() + name.slice(1);
};

function WireItems() {
  return (
    <>
      <ContextCommand command={insertNodeCommand} />
      <ContextCommand command={bendWireCommand} />
      <ContextCommand command={straightenWireCommand} />
      <ContextSeparator />
      <ContextCommand command={deleteCommand} />
    </>
  );
}

function CanvasItems({ screen }: { readonly screen: Point }) {
  const place = () => canvasHandle()?.toDocument(screen) ?? { x: 0, y: 0 };
  return (
    <>
      <ContextItem
        icon={<Plus size={15} aria-hidden />}
        label={t('Add a node here…')}
        onSelect={() =>
          useEditor.setState({ dialog: { type: 'add-node', request: { at: place(), screen } } })
        }
      />
      <ContextItem
        icon={<StickyNote size={15} aria-hidden />}
        label={t('Add a note here')}
        onSelect={() => {
          const note = registry.get('note');
          if (note) addNodeOfKind(note, place());
        }}
      />
      <ContextItem
        icon={<ClipboardPaste size={15} aria-hidden />}
        label={t('Paste here')}
        onSelect={() => void pasteFromSystem(place())}
      />
      <ContextSeparator />
      <ContextCommand command={selectAllCommand} />
      <ContextCommand command={tidyUpCommand} />
      <ContextCommand command={snapCommand} />
      <ContextSeparator />
      <ContextCommand command={fitViewCommand} />
      <ContextCommand command={findNodeCommand} />
      <ContextCommand command={finderCommand} />
    </>
  );
}
