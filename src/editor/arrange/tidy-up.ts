import { leadWire, moveNodes } from '../../graph/edit';
import { canvasHandle } from '../canvas/canvas-handle';
import type { Box } from '../canvas/wire-route';
import { t } from '../language/t';
import { edit } from '../store/edit';
import { currentDocument, useEditor } from '../store/editor-store';
import { notify } from '../store/notices';
import { refitFrames } from './frames';
import { layOut } from './lay-out';

/**
 * Arranges the selected nodes, or all of them where fewer than two are selected, in columns. Notes stay
 * where they are, but for frames, which go around what they held; bends of wires between nodes that move
 * go, as they were made for the old places.
 */
export async function tidyUp(): Promise<void> {
  const document = currentDocument();
  const { selection, graphId } = useEditor.getState();
  const chosen = selection.nodes.size > 1 ? selection.nodes : undefined;
  const all = new Map<string, Box>();
  for (const { id, kind } of document.nodes) {
    const box = kind === 'note' ? undefined : canvasHandle()?.box(id);
    if (box) all.set(id, box);
  }
  const boxes = chosen ? new Map([...all].filter(([id]) => chosen.has(id))) : all;
  if (boxes.size < 2) return;
  const places = await layOut(boxes, document.wires).catch((error: unknown) => {
    notify({
      tone: 'error',
      text: t('The nodes could not be arranged.'),
      detail: error instanceof Error ? error.message : String(error),
    });
  });
  // Whoever went on editing meanwhile wants to keep what they made.
  if (!places || currentDocument() !== document || useEditor.getState().graphId !== graphId) return;
  edit(
    (current) =>
      current.wires
        .filter(({ from, to, points }) => points && places.has(from.node) && places.has(to.node))
        .reduce(
          (rest, { id }) => leadWire(rest, id, []),
          refitFrames(moveNodes(current, places), all, places),
        ),
    { name: t('Tidied up') },
  );
  requestAnimationFrame(() =>
    chosen ? canvasHandle()?.show([...places.keys()]) : canvasHandle()?.fitView(),
  );
}
