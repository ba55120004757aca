import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceAround,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceAround,
  Grid2x2,
  type LucideIcon,
  Ruler,
  Workflow,
} from 'lucide-react';
import { align, distribute, type Edge, type Places } from '../arrange/align';
import { tidyUp } from '../arrange/tidy-up';
import { canvasHandle } from '../canvas/canvas-handle';
import { toggle, useViewPreferences } from '../canvas/view-preferences';
import type { Box } from '../canvas/wire-route';
import { t } from '../language/t';
import { moveNodes } from '../store/edit';
import { type EditorState, useEditor } from '../store/editor-store';
import type { Command } from './command';

const atLeast =
  (count: number) =>
  ({ selection }: EditorState): boolean =>
    selection.nodes.size >= count;

function selectedBoxes(): ReadonlyMap<string, Box> {
  const canvas = canvasHandle();
  return new Map(
    [...useEditor.getState().selection.nodes].flatMap((id) => {
      const box = canvas?.box(id);
      return box ? [[id, box] as const] : [];
    }),
  );
}

function place(places: Places, name: string): void {
  const whole = [...places].map(([id, { x, y }]) => [id, { x: Math.round(x), y: Math.round(y) }] as const);
  moveNodes(new Map(whole), { name });
}

const alignCommand = (edge: Edge, label: string, icon: LucideIcon, shortcut: string): Command => ({
  id: `align-${edge}`,
  label,
  icon,
  shortcuts: [shortcut],
  enabled: atLeast(2),
  run: () => place(align(selectedBoxes(), edge), label.replace('Align', 'Aligned')),
});

export const alignCommands: readonly Command[] = [
  alignCommand('left', t('Align left'), AlignStartVertical, 'Shift+A'),
  alignCommand('centre', t('Align centres'), AlignCenterVertical, 'Shift+H'),
  alignCommand('right', t('Align right'), AlignEndVertical, 'Shift+D'),
  alignCommand('top', t('Align top'), AlignStartHorizontal, 'Shift+W'),
  alignCommand('middle', t('Align middles'), AlignCenterHorizontal, 'Shift+V'),
  alignCommand('bottom', t('Align bottom'), AlignEndHorizontal, 'Shift+S'),
];

const distributeCommand = (axis: 'x' | 'y', label: string, icon: LucideIcon, shortcut: string): Command => ({
  id: `distribute-${axis}`,
  label,
  icon,
  shortcuts: [shortcut],
  keywords: ['space', 'gaps', 'evenly'],
  enabled: atLeast(3),
  run: () => place(distribute(selectedBoxes(), axis), label.replace('Distribute', 'Distributed')),
});

export const distributeCommands: readonly Command[] = [
  distributeCommand('x', t('Distribute across'), AlignHorizontalSpaceAround, 'Shift+X'),
  distributeCommand('y', t('Distribute down'), AlignVerticalSpaceAround, 'Shift+Y'),
];

/** The selected nodes, where there are several; otherwise all. */
export const tidyUpCommand: Command = {
  id: 'tidy-up',
  label: t('Tidy up'),
  icon: Workflow,
  shortcuts: ['Shift+T'],
  keywords: ['auto-layout', 'layout', 'arrange', 'columns'],
  enabled: (state) => state.history.present.nodes.length > 1,
  run: () => void tidyUp(),
};

export const snapCommand: Command = {
  id: 'snap',
  label: t('Snap to grid'),
  icon: Grid2x2,
  shortcuts: ['Shift+G'],
  isOn: () => useViewPreferences.getState().snap,
  run: () => toggle('snap'),
};

export const guidesCommand: Command = {
  id: 'guides',
  label: t('Alignment guides'),
  icon: Ruler,
  shortcuts: ['Shift+L'],
  keywords: ['smart', 'level', 'lines'],
  isOn: () => useViewPreferences.getState().guides,
  run: () => toggle('guides'),
};
