import { BookmarkPlus, Package } from 'lucide-react';
import { t } from '../language/t';
import { type EditorState, useEditor } from '../store/editor-store';
import type { Command } from './command';

export const modelsCommand: Command = {
  id: 'models',
  label: t('Models…'),
  icon: Package,
  shortcuts: ['Alt+M'],
  run: () => useEditor.setState({ dialog: { type: 'models', view: 'list' } }),
};

/** The selected Train node with a network, or the only one that has one. */
function trainedNode({ history, selection, analysis, run }: EditorState): string | undefined {
  const isTrained = (id: string): boolean => {
    const step = analysis?.plan.steps.find((each) => each.id === analysis.plan.nodes[id]?.resultStep);
    return step?.op === 'fit' && run.steps[step.key]?.result !== undefined;
  };
  const trained = history.present.nodes.filter(({ id, kind }) => kind === 'train' && isTrained(id));
  const chosen = trained.find(({ id }) => selection.nodes.has(id));
  return (chosen ?? (trained.length === 1 ? trained[0] : undefined))?.id;
}

export const saveTrainedCommand: Command = {
  id: 'save-trained',
  label: t('Save trained network…'),
  icon: BookmarkPlus,
  shortcuts: ['Alt+K'],
  enabled: (state) => trainedNode(state) !== undefined,
  run() {
    const nodeId = trainedNode(useEditor.getState());
    if (nodeId !== undefined) useEditor.setState({ dialog: { type: 'save-model', nodeId } });
  },
};
