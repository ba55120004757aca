import { HardDrive, Keyboard, ListOrdered, Maximize, SquareX, SunMoon, ZoomIn, ZoomOut } from 'lucide-react';
import { canvasHandle } from '../canvas/canvas-handle';
import { toggleTheme } from '../design/theme';
import { PLAN_TAB } from '../results/tabs';
import { select } from '../store/edit';
import { useEditor } from '../store/editor-store';
import type { Command } from './command';

export const fitViewCommand: Command = {
  id: 'fit-view',
  label: 'Fit graph',
  icon: Maximize,
  shortcuts: ['F'],
  run: () => canvasHandle()?.fitView(),
};

export const zoomInCommand: Command = {
  id: 'zoom-in',
  label: 'Zoom in',
  icon: ZoomIn,
  shortcuts: ['+', '='],
  run: () => canvasHandle()?.zoom('in'),
};

export const zoomOutCommand: Command = {
  id: 'zoom-out',
  label: 'Zoom out',
  icon: ZoomOut,
  shortcuts: ['-'],
  run: () => canvasHandle()?.zoom('out'),
};

export const themeCommand: Command = {
  id: 'theme',
  label: 'Light or dark',
  icon: SunMoon,
  shortcuts: ['Shift+D'],
  run: toggleTheme,
};

export const deselectCommand: Command = {
  id: 'deselect',
  label: 'Deselect',
  icon: SquareX,
  shortcuts: ['Escape'],
  enabled: ({ selection }) => selection.nodes.size + selection.wires.size > 0,
  run: () => select([]),
};

export const planCommand: Command = {
  id: 'plan',
  label: 'Show the plan',
  icon: ListOrdered,
  shortcuts: ['P'],
  run: () => useEditor.setState({ resultsOpen: true, resultsTab: PLAN_TAB }),
};

export const storageCommand: Command = {
  id: 'storage',
  label: 'Storage',
  icon: HardDrive,
  run: () => useEditor.setState({ dialog: { type: 'storage' } }),
};

export const shortcutsCommand: Command = {
  id: 'shortcuts',
  label: 'Keyboard shortcuts',
  icon: Keyboard,
  shortcuts: ['?'],
  run: () => useEditor.setState({ dialog: { type: 'shortcuts' } }),
};
