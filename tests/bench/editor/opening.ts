import { describePair, pairedTimes } from '../paired';
import type { Row } from '../row';
import { openGraph } from './open-graph';
import { type Side, withoutChromium, withSides } from './sides';

export const editorOpening: Row = {
  name: 'editor-opening',
  group: 'editor',
  what: 'from dropping the file of a graph of 1,000 nodes until it can be used / bare React Flow',
  target: { value: 1.5, kind: 'at most' },
  skip: withoutChromium,
  measure: ({ runs }) =>
    withSides(async (editor, bare) => {
      const pair = await pairedTimes(
        () => opening(editor),
        () => opening(bare),
        runs,
      );
      return { value: pair.ratio, detail: { 'editor / bare': describePair(pair) } };
    }),
};

/** Each time on a page of its own: a graph that was open before would lend its nodes. */
async function opening(side: Side): Promise<number> {
  const page = await side.page();
  const time = await openGraph(page, side.graph);
  await page.context().close();
  return time;
}
