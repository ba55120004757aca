import { AlignStartVertical, ClipboardPaste, Palette, Plus, StickyNote } from 'lucide-react';
import { registry } from '../../../nodes/registry';
import { alignCommands, distributeCommands, snapCommand, tidyUpCommand } from '../commands/arranging';
import { CommandItem } from '../commands/command-item';
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
import { MenuAt, MenuItem, MenuSeparator, Submenu } from '../controls/menu';
import { t } from '../language/t';
import { addNodeOfKind, type Point } from '../store/edit';
import { useEditor } from '../store/editor-store';
import { canvasHandle } from './canvas-handle';
import type { OpenedMenu } from './use-canvas-menu';

interface CanvasMenuProps {
  readonly opened: OpenedMenu;
  readonly onClose: () => void;
}

const LABELS = { node: t('Node'), wire: t('Wire'), canvas: t('Canvas') } as const;

/** What can be done with the node, the wire or the place on the canvas that the menu is opened on. */
export function CanvasMenu({ opened: { target, screen, focused }, onClose }: CanvasMenuProps) {
  return (
    <MenuAt at={screen} label={LABELS[target]} focused={focused} onClose={onClose}>
      {target === 'node' && <NodeItems />}
      {target === 'wire' && <WireItems />}
      {target === 'canvas' && <CanvasItems screen={screen} />}
    </MenuAt>
  );
}

function NodeItems() {
  const count = useEditor((state) => state.selection.nodes.size);
  const hasNote = useEditor((state) => selectHeldCommand.enabled?.(state) === true);
  return (
    <>
      <CommandItem command={runSelectedCommand} />
      <MenuSeparator />
      <CommandItem command={renameCommand} />
      <Submenu icon={<Palette size={15} aria-hidden />} label={t('Colour')}>
        {colourCommands.map((command) => (
          <CommandItem key={command.id} command={command} label={plainLabel(command.label)} />
        ))}
      </Submenu>
      <CommandItem command={bypassCommand} />
      <CommandItem command={muteCommand} />
      <MenuSeparator />
      <CommandItem command={frameCommand} />
      {hasNote && <CommandItem command={selectHeldCommand} />}
      <MenuSeparator />
      <CommandItem command={cutCommand} />
      <CommandItem command={copyCommand} />
      <CommandItem command={duplicateCommand} />
      <CommandItem command={deleteCommand} />
      <MenuSeparator />
      {count > 1 && (
        <Submenu icon={<AlignStartVertical size={15} aria-hidden />} label={t('Align')}>
          {[...alignCommands, ...distributeCommands].map((command) => (
            <CommandItem key={command.id} command={command} />
          ))}
        </Submenu>
      )}
      {count > 1 && <CommandItem command={tidyUpCommand} />}
      <CommandItem command={fitSelectionCommand} />
      <CommandItem command={selectBeforeCommand} />
      <CommandItem command={selectAfterCommand} />
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
      <CommandItem command={insertNodeCommand} />
      <CommandItem command={bendWireCommand} />
      <CommandItem command={straightenWireCommand} />
      <MenuSeparator />
      <CommandItem command={deleteCommand} />
    </>
  );
}

function CanvasItems({ screen }: { readonly screen: Point }) {
  const place = () => canvasHandle()?.toDocument(screen) ?? { x: 0, y: 0 };
  return (
    <>
      <MenuItem
        icon={<Plus size={15} aria-hidden />}
        label={t('Add a node here…')}
        onSelect={() =>
          useEditor.setState({ dialog: { type: 'add-node', request: { at: place(), screen } } })
        }
      />
      <MenuItem
        icon={<StickyNote size={15} aria-hidden />}
        label={t('Add a note here')}
        onSelect={() => {
          const note = registry.get('note');
          if (note) addNodeOfKind(note, place());
        }}
      />
      <MenuItem
        icon={<ClipboardPaste size={15} aria-hidden />}
        label={t('Paste here')}
        onSelect={() => void pasteFromSystem(place())}
      />
      <MenuSeparator />
      <CommandItem command={selectAllCommand} />
      <CommandItem command={tidyUpCommand} />
      <CommandItem command={snapCommand} />
      <MenuSeparator />
      <CommandItem command={fitViewCommand} />
      <CommandItem command={findNodeCommand} />
      <CommandItem command={finderCommand} />
    </>
  );
}
