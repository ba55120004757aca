import { lazy, Suspense } from 'react';
import { useEditor } from '../store/editor-store';

const StorageDialog = lazy(() => import('../storage/storage-dialog'));
const ModelsDialog = lazy(() => import('../models/models-dialog'));
const CardDialog = lazy(() => import('../models/card-dialog'));
const SaveModelDialog = lazy(() => import('../models/save-model-dialog'));
const LibraryDialog = lazy(() => import('../library/library-dialog'));
const ShareDialog = lazy(() => import('../share/share-dialog'));
const IncomingDialog = lazy(() => import('../share/incoming-dialog'));
const VersionsDialog = lazy(() => import('../library/versions-dialog'));
const CompareDialog = lazy(() => import('../compare/compare-dialog'));
const PublishDialog = lazy(() => import('../blocks/publish-dialog'));
const BlocksDialog = lazy(() => import('../blocks/blocks-dialog'));
const DatasetDialog = lazy(() =>
  import('../data/browse/dataset-dialog').then((all) => ({ default: all.DatasetDialog })),
);
const BrokenFileDialog = lazy(() =>
  import('./broken-file-dialog').then((all) => ({ default: all.BrokenFileDialog })),
);
const StartOverDialog = lazy(() =>
  import('./run-start-over-dialog').then((all) => ({ default: all.StartOverDialog })),
);
const ShortcutsDialog = lazy(() =>
  import('./shortcuts-dialog').then((all) => ({ default: all.ShortcutsDialog })),
);
const RenameGroupDialog = lazy(() =>
  import('../groups/rename-group-dialog').then((all) => ({ default: all.RenameGroupDialog })),
);
const ExplainDialog = lazy(() => import('../results/explain/explain-dialog'));
const ConnectDialog = lazy(() => import('../connect/connect-dialog'));
const TemplatesDialog = lazy(() => import('../templates/templates-dialog'));
const FinderDialog = lazy(() => import('../finder/finder-dialog'));
const AddNodeDialog = lazy(() => import('../palette/add-node-dialog'));

const close = () => useEditor.setState({ dialog: undefined });

export function Dialogs() {
  return (
    <Suspense>
      <OpenDialog />
    </Suspense>
  );
}

function OpenDialog() {
  const dialog = useEditor((state) => state.dialog);
  switch (dialog?.type) {
    case 'library':
      return <LibraryDialog onClose={close} />;
    case 'share':
      return <ShareDialog onClose={close} />;
    case 'incoming':
      return <IncomingDialog incoming={dialog.incoming} onClose={close} />;
    case 'versions':
      return <VersionsDialog graph={dialog.graph} onClose={close} />;
    case 'compare':
      return <CompareDialog before={dialog.before} after={dialog.after} onClose={close} />;
    case 'templates':
      return <TemplatesDialog onClose={close} />;
    case 'connect':
      return <ConnectDialog nodeId={dialog.nodeId} onClose={close} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />;
    case 'publish-block':
      return <PublishDialog id={dialog.group} onClose={close} />;
    case 'blocks':
      return <BlocksDialog onClose={close} />;
    case 'rename-group':
      return <RenameGroupDialog id={dialog.group} onClose={close} />;
    case 'finder':
      return <FinderDialog what={dialog.what} onClose={close} />;
    case 'add-node':
      return <AddNodeDialog request={dialog.request} onClose={close} />;
    case 'start-over':
      return <StartOverDialog onClose={close} />;
    case 'storage':
      return <StorageDialog onClose={close} />;
    case 'models':
      return <ModelsDialog view={dialog.view} nodeId={dialog.nodeId} onClose={close} />;
    case 'model-card':
      return <CardDialog id={dialog.id} onClose={close} />;
    case 'save-model':
      return <SaveModelDialog nodeId={dialog.nodeId} onClose={close} />;
    case 'dataset':
      return <DatasetDialog nodeId={dialog.nodeId} onClose={close} />;
    case 'explain':
      return <ExplainDialog about={dialog.about} onClose={close} />;
    case 'broken-file':
      return <BrokenFileDialog name={dialog.name} problems={dialog.problems} onClose={close} />;
    default:
      return null;
  }
}
