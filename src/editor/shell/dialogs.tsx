import { lazy, Suspense } from 'react';
import { DatasetDialog } from '../data/browse/dataset-dialog';
import { useEditor } from '../store/editor-store';
import { TemplatesDialog } from '../templates/templates-dialog';
import { BrokenFileDialog } from './broken-file-dialog';
import { StartOverDialog } from './run-start-over-dialog';
import { ShortcutsDialog } from './shortcuts-dialog';

const StorageDialog = lazy(() => import('../storage/storage-dialog'));
const ModelsDialog = lazy(() => import('../models/models-dialog'));
const SaveModelDialog = lazy(() => import('../models/save-model-dialog'));

const close = () => useEditor.setState({ dialog: undefined });

export function Dialogs() {
  const dialog = useEditor((state) => state.dialog);
  switch (dialog?.type) {
    case 'templates':
      return <TemplatesDialog onClose={close} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />;
    case 'start-over':
      return <StartOverDialog onClose={close} />;
    case 'storage':
      return (
        <Suspense>
          <StorageDialog onClose={close} />
        </Suspense>
      );
    case 'models':
      return (
        <Suspense>
          <ModelsDialog view={dialog.view} nodeId={dialog.nodeId} onClose={close} />
        </Suspense>
      );
    case 'save-model':
      return (
        <Suspense>
          <SaveModelDialog nodeId={dialog.nodeId} onClose={close} />
        </Suspense>
      );
    case 'dataset':
      return <DatasetDialog nodeId={dialog.nodeId} onClose={close} />;
    case 'broken-file':
      return <BrokenFileDialog name={dialog.name} problems={dialog.problems} onClose={close} />;
    default:
      return null;
  }
}
