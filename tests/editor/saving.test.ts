import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { listGraphs } from '../../src/editor/library/library';
import { useEditor } from '../../src/editor/store/editor-store';
import { startHistory } from '../../src/editor/store/history';
import { save } from '../../src/editor/store/saving';
import { emptyDocument } from '../../src/graph/document';

it('a graph that is opened counts as saved when it is, and not when the one before it is', async () => {
  const opened = emptyDocument('Opened');
  useEditor.setState({ graphId: 'opened', history: startHistory(opened) });
  const storedWhenSaved = new Promise<readonly string[]>((resolve) => {
    const stop = useEditor.subscribe(
      ({ saveState }) => saveState,
      (saveState) => {
        if (saveState !== 'saved') return;
        stop();
        resolve(listGraphs().then((graphs) => graphs.map(({ id }) => id)));
      },
    );
  });
  void save({ id: 'left', document: emptyDocument('Left') });
  void save({ id: 'opened', document: opened });
  expect(await storedWhenSaved).toContain('opened');
});
