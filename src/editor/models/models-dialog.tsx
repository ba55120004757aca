import { Tabs } from 'radix-ui';
import { useState } from 'react';
import type { LibraryEntry } from '../../worker/api';
import { Dialog } from '../controls/dialog';
import { t } from '../language/t';
import { setParam, settleEdit } from '../store/edit';
import { useEditor } from '../store/editor-store';
import { nodeTitle, useGraphNode } from '../store/node-hooks';
import { notify } from '../store/notices';
import { LoadWeights } from './load-weights';
import { ModelList } from './model-list';
import styles from './models-dialog.module.css';

type View = 'list' | 'load';

interface ModelsDialogProps {
  readonly view: View;
  /** The Backbone node that a model is wanted for. */
  readonly nodeId?: string;
  readonly onClose: () => void;
}

/** The user's own models: those that are here, and the ways to bring more. */
export default function ModelsDialog({ view: first, nodeId, onClose }: ModelsDialogProps) {
  const [view, setView] = useState<View>(first);
  const [newest, setNewest] = useState<string>();
  const node = useGraphNode(nodeId ?? '');
  const count = useEditor((state) => state.userModels.size);
  const use = (entry: LibraryEntry) => {
    if (nodeId === undefined) return;
    setParam(nodeId, 'backbone', entry.info.id);
    settleEdit();
    onClose();
    notify({
      tone: 'success',
      text: t('"{label}" is the network of this node now.', { label: entry.info.label }),
    });
  };
  const onKept = (entry: LibraryEntry) => {
    if (node) return use(entry);
    setNewest(entry.info.id);
    setView('list');
  };
  return (
    <Dialog
      title={t('Models')}
      description={
        node
          ? t('Weights for the node "{node}". They stay in this browser, on this machine.', {
              node: nodeTitle(node),
            })
          : t('Networks of your own, to build on. They stay in this browser, on this machine.')
      }
      size="medium"
      onClose={onClose}
    >
      <Tabs.Root
        className={styles.tabs}
        value={view}
        // The change is to one of the two below.
        onValueChange={(next) => setView(next as View)}
      >
        <Tabs.List className={styles.tabList} aria-label={t('Models')}>
          <Tabs.Trigger value="list" className={styles.tab}>
            {t('Your models')}
            {count > 0 && <span className={styles.count}>{count}</span>}
          </Tabs.Trigger>
          <Tabs.Trigger value="load" className={styles.tab}>
            {t('Load weights')}
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="list" className={styles.content} tabIndex={-1}>
          <ModelList
            newest={newest}
            onUse={node ? use : undefined}
            inUse={typeof node?.params.backbone === 'string' ? node.params.backbone : undefined}
            onLoad={() => setView('load')}
          />
        </Tabs.Content>
        {/* Kept alive in the background: a download goes on while one looks at the list. */}
        <Tabs.Content
          value="load"
          className={styles.content}
          forceMount
          hidden={view !== 'load'}
          tabIndex={-1}
        >
          <LoadWeights onKept={onKept} useLabel={node ? t('Keep and use it here') : t('Keep it')} />
        </Tabs.Content>
      </Tabs.Root>
    </Dialog>
  );
}
