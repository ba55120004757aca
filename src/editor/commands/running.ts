import { CircleStop, Play, StepForward } from 'lucide-react';
import { type EditorState, useEditor } from '../store/editor-store';
import { cancelRun, startRun } from '../store/run';
import type { Command } from './command';

const isIdle = (state: EditorState): boolean => state.run.status !== 'running';

/** Enabled with errors too: a click then says what is wrong and where. */
export const runCommand: Command = {
  id: 'run',
  label: 'Run',
  icon: Play,
  shortcuts: ['Mod+Enter'],
  enabled: isIdle,
  run: () => void startRun(),
};

export const runSelectedCommand: Command = {
  id: 'run-selected',
  label: 'Run selected',
  icon: StepForward,
  shortcuts: ['Mod+Shift+Enter'],
  enabled: (state) => isIdle(state) && state.selection.nodes.size > 0,
  run: () => void startRun([...useEditor.getState().selection.nodes]),
};

export const cancelCommand: Command = {
  id: 'cancel',
  label: 'Cancel',
  icon: CircleStop,
  shortcuts: ['Mod+.'],
  enabled: (state) => state.run.status === 'running',
  run: () => void cancelRun(),
};
