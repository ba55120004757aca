import {
  Focus,
  HardDrive,
  History,
  Keyboard,
  ListOrdered,
  Map as MapIcon,
  Maximize,
  SquareX,
  SunMoon,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { canvasHandle } from '../canvas/canvas-handle';
import { showsMinimap, toggleMinimap, useViewPreferences } from '../canvas/view-preferences';
import { toggleTheme } from '../design/theme';
import { t } from '../language/t';
import { PLAN_TAB } from '../results/tabs';
import { select } from '../store/edit';
import { currentDocument, useEditor } from '../store/editor-store';
import type { Command } from './command';

export const fitViewCommand: Command = {
  id: 'fit-view',
  label: t('Fit graph'),
  icon: Maximize,
  shortcuts: ['F'],
  run: () => canvasHandle()?.fitView(),
};

export const fitSelectionCommand: Command = {
  id: 'fit-selection',
  label: t('Fit selection'),
  icon: Focus,
  shortcuts: ['Shift+F'],
  keywords: ['zoom', 'focus'],
  enabled: ({ selection }) => selection.nodes.size > 0,
  run: () => canvasHandle()?.fit([...useEditor.getState().selection.nodes]),
};

export const minimapCommand: Command = {
  id: 'minimap',
  label: t('Minimap'),
  icon: MapIcon,
  shortcuts: ['Shift+M'],
  keywords: ['overview', 'map'],
  isOn: ({ history }) => showsMinimap(useViewPreferences.getState().minimap, history.present.nodes.length),
  run: () => toggleMinimap(currentDocument().nodes.length),
};

export const historyCommand: Command = {
  id: 'history',
  label: t('History'),
  icon: History,
  shortcuts: ['H'],
  keywords: ['undo', 'steps', 'versions'],
  isOn: (state) => state.historyOpen,
  run: () => useEditor.setState(({ historyOpen }) => ({ historyOpen: !historyOpen })),
};

export const zoomInCommand: Command = {
  id: 'zoom-in',
  label: t('Zoom in'),
  icon: ZoomIn,
  shortcuts: ['+', '='],
  run: () => canvasHandle()?.zoom('in'),
};

export const zoomOutCommand: Command = {
  id: 'zoom-out',
  label: t('Zoom out'),
  icon: ZoomOut,
  shortcuts: ['-'],
  run: () => canvasHandle()?.zoom('out'),
};

export const themeCommand: Command = {
  id: 'theme',
  label: t('Light or dark'),
  icon: SunMoon,
  shortcuts: ['D'],
  run: toggleTheme,
};

export const deselectCommand: Command = {
  id: 'deselect',
  label: t('Deselect'),
  icon: SquareX,
  shortcuts: ['Escape'],
  enabled: ({ selection }) => selection.nodes.size + selection.wires.size > 0,
  run: () => select([]),
};

export const planCommand: Command = {
  id: 'plan',
  label: t('Show the plan'),
  icon: ListOrdered,
  shortcuts: ['Shift+P'],
  run: () => useEditor.setState({ resultsOpen: true, resultsTab: PLAN_TAB }),
};

export const storageCommand: Command = {
  id: 'storage',
  label: t('Storage'),
  icon: HardDrive,
  shortcuts: ['Q'],
  keywords: ['quota', 'disk'],
  run: () => useEditor.setState({ dialog: { type: 'storage' } }),
};

export const shortcutsCommand: Command = {
  id: 'shortcuts',
  label: t('Keyboard shortcuts'),
  icon: Keyboard,
  shortcuts: ['?'],
  run: () => useEditor.setState({ dialog: { type: 'shortcuts' } }),
};
