import {
  Download,
  FilePlus,
  FolderOpen,
  GitCompare,
  History,
  LayoutTemplate,
  Library,
  Share2,
} from 'lucide-react';
import { compareWithLatest } from '../compare/compare-with-latest';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { newGraph, pickFile, saveFile } from '../store/files';
import type { Command } from './command';

export const newCommand: Command = {
  id: 'new',
  label: t('New graph'),
  icon: FilePlus,
  shortcuts: ['Alt+N'],
  run: newGraph,
};

export const openCommand: Command = {
  id: 'open',
  label: t('Open file…'),
  icon: FolderOpen,
  shortcuts: ['Mod+O'],
  run: pickFile,
};

export const saveCommand: Command = {
  id: 'save',
  label: t('Save as file'),
  icon: Download,
  shortcuts: ['Mod+S'],
  run: saveFile,
};

export const templatesCommand: Command = {
  id: 'templates',
  label: t('Templates'),
  icon: LayoutTemplate,
  shortcuts: ['T'],
  run: () => useEditor.setState({ dialog: { type: 'templates' } }),
};

export const libraryCommand: Command = {
  id: 'library',
  label: t('Library'),
  icon: Library,
  shortcuts: ['L'],
  run: () => useEditor.setState({ dialog: { type: 'library' } }),
};

export const shareCommand: Command = {
  id: 'share',
  label: t('Share…'),
  icon: Share2,
  shortcuts: ['S'],
  run: () => useEditor.setState({ dialog: { type: 'share' } }),
};

export const versionsCommand: Command = {
  id: 'versions',
  label: t('Versions…'),
  icon: History,
  shortcuts: ['V'],
  run: () => useEditor.setState(({ graphId }) => ({ dialog: { type: 'versions', graph: graphId } })),
};

export const compareCommand: Command = {
  id: 'compare',
  label: t('Compare with…'),
  icon: GitCompare,
  shortcuts: ['J'],
  run: () => void compareWithLatest(),
};
