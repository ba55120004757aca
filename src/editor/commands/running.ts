import { CircleStop, Pause, Play, RotateCcw, StepForward } from 'lucide-react';
import { t } from '../language/t';
import { type EditorState, useEditor } from '../store/editor-store';
import { cancelRun, pauseRun, startRun } from '../store/run';
import { unfinishedTrainings } from '../store/run-unfinished';
import type { Command } from './command';

const isIdle = (state: EditorState): boolean => state.run.status !== 'running';

const isStopping = (state: EditorState): boolean => state.run.asked !== undefined;

/** Enabled with errors too: a click then says what is wrong and where. */
export const runCommand: Command = {
  id: 'run',
  label: t('Run or resume'),
  icon: Play,
  shortcuts: ['Mod+Enter'],
  isForFieldsToo: true,
  enabled: isIdle,
  run: () => void startRun(),
};

export const runSelectedCommand: Command = {
  id: 'run-selected',
  label: t('Run selected'),
  icon: StepForward,
  shortcuts: ['Mod+Shift+Enter'],
  enabled: (state) => isIdle(state) && state.selection.nodes.size > 0,
  run: () => void startRun({ targets: [...useEditor.getState().selection.nodes] }),
};

export const pauseCommand: Command = {
  id: 'pause',
  label: t('Pause'),
  icon: Pause,
  shortcuts: ['P'],
  enabled: (state) => !isIdle(state) && !isStopping(state),
  run: () => void pauseRun(),
};

/** Asks first: it throws away what was saved. */
export const startOverCommand: Command = {
  id: 'start-over',
  label: t('Start over…'),
  icon: RotateCcw,
  shortcuts: ['Shift+O'],
  enabled: (state) => isIdle(state) && unfinishedTrainings(state).length > 0,
  run: () => useEditor.setState({ dialog: { type: 'start-over' } }),
};

export const cancelCommand: Command = {
  id: 'cancel',
  label: t('Cancel'),
  icon: CircleStop,
  shortcuts: ['Mod+.'],
  enabled: (state) => !isIdle(state) && state.run.asked !== 'cancel',
  run: () => void cancelRun(),
};
