import { graph } from '../plan/graphs';
import { EditorPage, expect, test } from './editor-page';
import { crash } from './killed/crash';
import { editUntilKilled, lossOf } from './killed/edit-until-killed';

const CLOSINGS = 5;

test('whatever the mark said was saved is there after the page is killed at any moment', async ({
  editor,
  page,
  context,
}) => {
  const small = graph({ split: { kind: 'split' }, augment: { kind: 'augment' } }, []);
  await editor.openFile('small.json', JSON.stringify(small));
  let current = page;
  let saves = 0;
  for (let seed = 1; seed <= CLOSINGS; seed++) {
    const kill = seed % 2 === 0 ? () => current.close() : () => crash(current);
    const closing = await editUntilKilled({ page: current, kill, reopen }, seed);
    expect(lossOf(closing), `seed ${seed}`).toBeUndefined();
    saves += closing.saves;
    current = closing.next;
  }
  expect(saves).toBeGreaterThan(0);

  async function reopen() {
    const next = new EditorPage(await context.newPage());
    await next.open();
    return next.page;
  }
});
