import { Command as CommandIcon, Plus, Search } from 'lucide-react';
import { canvasHandle } from '../canvas/canvas-handle';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import type { Command } from './command';

export const finderCommand: Command = {
  id: 'finder',
  label: t('Command palette…'),
  icon: CommandIcon,
  shortcuts: ['Mod+K'],
  isForFieldsToo: true,
  keywords: ['search', 'everything', 'anything'],
  run: () => useEditor.setState({ dialog: { type: 'finder', what: 'anything' } }),
};

export const findNodeCommand: Command = {
  id: 'find-node',
  label: t('Find a node…'),
  icon: Search,
  shortcuts: ['Mod+F'],
  isForFieldsToo: true,
  keywords: ['search', 'go to', 'jump'],
  enabled: (state) => state.history.present.nodes.length > 0,
  run: () => useEditor.setState({ dialog: { type: 'finder', what: 'nodes' } }),
};

export const addNodeCommand: Command = {
  id: 'add-node',
  label: t('Add a node…'),
  icon: Plus,
  shortcuts: ['A'],
  keywords: ['new', 'insert'],
  run: () => {
    const canvas = canvasHandle();
    if (!canvas) return;
    const at = canvas.middle();
    useEditor.setState({ dialog: { type: 'add-node', request: { at, screen: canvas.toScreen(at) } } });
  },
};
