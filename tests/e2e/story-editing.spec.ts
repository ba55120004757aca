import { takePictures } from './both-themes';
import { expect, test } from './editor-page';

test('editing: a command by its name, a node on a wire, one node bypassed and named, and all of it undone', async ({
  editor,
  page,
}, info) => {
  const augment = editor.node('augment');
  await test.step('the menu of a node bypasses it', async () => {
    await augment.getByRole('heading').click({ button: 'right' });
    await page.getByRole('menuitemcheckbox', { name: 'Bypass' }).click();
    await expect(augment).toContainText('Bypassed');
    await takePictures(page, info, 'bypassed');
  });

  await test.step('a node gets a name on its card', async () => {
    await editor.select('head');
    await page.keyboard.press('F2');
    const field = page.getByLabel('Name of the node, on its card');
    await field.fill('My classes');
    await field.press('Enter');
    await expect(editor.node('head').getByRole('heading')).toHaveText('My classes');
  });

  await test.step('the finder runs a command', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a command or a node' }).fill('tidy');
    await page.keyboard.press('Enter');
    await takePictures(page, info, 'tidied');
  });

  await test.step('copied nodes are text that can be pasted', async () => {
    const before = await editor.nodes.count();
    await editor.select('head');
    await page.keyboard.press('Control+d');
    await expect(editor.nodes).toHaveCount(before + 1);
  });

  await test.step('the history goes back to where it began', async () => {
    await page.keyboard.press('h');
    const history = page.getByRole('complementary', { name: 'History' });
    await expect(history.getByRole('button', { name: 'Bypassed Augment' })).toBeVisible();
    await takePictures(page, info, 'history');
    await history.getByRole('button', { name: 'As it was opened' }).click();
    await expect(augment).not.toContainText('Bypassed');
    await expect(editor.node('head').getByRole('heading')).toHaveText('Head');
  });
});
