import { Cable, PanelRight, SquareArrowOutUpRight, SquareArrowUpLeft } from 'lucide-react';
import { t } from '../language/t';
import { focusNextRegion, focusRegion } from '../shell/regions';
import { type EditorState, useEditor } from '../store/editor-store';
import type { Command } from './command';

const onlySelected = ({ selection }: EditorState): string | undefined =>
  selection.nodes.size === 1 ? [...selection.nodes][0] : undefined;

/** Wires without a mouse. */
export const connectCommand: Command = {
  id: 'connect',
  label: t('Connect…'),
  icon: Cable,
  shortcuts: ['C'],
  enabled: (state) => onlySelected(state) !== undefined,
  run: () => {
    const nodeId = onlySelected(useEditor.getState());
    if (nodeId !== undefined) useEditor.setState({ dialog: { type: 'connect', nodeId } });
  },
};

export const settingsCommand: Command = {
  id: 'go-to-settings',
  label: t('Go to the settings of the node'),
  icon: PanelRight,
  shortcuts: ['Alt+Enter'],
  enabled: (state) => onlySelected(state) !== undefined,
  run: () => focusRegion('settings'),
};

export const nextRegionCommand: Command = {
  id: 'next-region',
  label: t('Next part of the page'),
  icon: SquareArrowOutUpRight,
  shortcuts: ['F6'],
  isForFieldsToo: true,
  run: () => focusNextRegion(1),
};

export const previousRegionCommand: Command = {
  id: 'previous-region',
  label: t('Previous part of the page'),
  icon: SquareArrowUpLeft,
  shortcuts: ['Shift+F6'],
  isForFieldsToo: true,
  run: () => focusNextRegion(-1),
};
