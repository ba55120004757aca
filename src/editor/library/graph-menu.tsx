import { CopyPlus, FolderInput, GitCompare, History, Pencil, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { Menu, MenuItem, MenuSeparator } from '../controls/menu';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { reportStorage } from '../store/saving';
import type { GraphRecord } from './graph-record';
import { duplicateGraph, trashGraph } from './library-actions';

interface GraphMenuProps {
  readonly graph: GraphRecord;
  readonly trigger: ReactElement;
  readonly onAsk: (what: 'title' | 'folder') => void;
}

export function GraphMenu({ graph, trigger, onAsk }: GraphMenuProps) {
  const isOpen = useEditor((state) => state.graphId === graph.id);
  return (
    <Menu align="end" trigger={trigger}>
      <MenuItem icon={<Pencil size={14} />} label={t('Rename…')} onSelect={() => onAsk('title')} />
      <MenuItem
        icon={<FolderInput size={14} />}
        label={t('Move to a folder…')}
        onSelect={() => onAsk('folder')}
      />
      <MenuItem
        icon={<CopyPlus size={14} />}
        label={t('Duplicate')}
        onSelect={() => duplicateGraph(graph.id).catch(reportStorage)}
      />
      <MenuItem
        icon={<History size={14} />}
        label={t('Versions…')}
        onSelect={() => useEditor.setState({ dialog: { type: 'versions', graph: graph.id } })}
      />
      <MenuItem
        icon={<GitCompare size={14} />}
        label={t('Compare with the open graph')}
        disabled={isOpen}
        onSelect={() =>
          useEditor.setState({
            dialog: { type: 'compare', before: { type: 'graph', id: graph.id }, after: { type: 'current' } },
          })
        }
      />
      <MenuSeparator />
      <MenuItem
        icon={<Trash2 size={14} />}
        label={t('Move to the trash')}
        onSelect={() => trashGraph(graph).catch(reportStorage)}
      />
    </Menu>
  );
}
