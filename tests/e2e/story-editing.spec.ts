import { takePictures } from './both-themes';
import { expect, test } from './editor-page';
import { middleOf } from './middle-of';

test('editing: nodes framed, put on a wire, bypassed and named, a wire bent, a command by its name, and all of it undone', async ({
  editor,
  page,
}, info) => {
  const augment = editor.node('augment');
  await test.step('the menu of a node bypasses it', async () => {
    await augment.getByRole('heading').click({ button: 'right' });
    await page.getByRole('menuitemcheckbox', { name: 'Bypass' }).click();
    await expect(augment).toContainText('Bypassed');
  });

  await test.step('a node gets a name on its card', async () => {
    await editor.select('head');
    await page.keyboard.press('F2');
    const field = page.getByLabel('Name of the node, on its card');
    await field.fill('My classes');
    await field.press('Enter');
    await expect(editor.node('head').getByRole('heading')).toHaveText('My classes');
  });

  await test.step('a note frames nodes, and takes them along', async () => {
    await editor.select('backbone');
    await editor
      .node('freeze')
      .getByRole('heading')
      .click({ modifiers: ['Control'] });
    await page.keyboard.press('Shift+N');
    await page.getByLabel('Text of the note').fill('**What** is transferred');
    await page.keyboard.press('Escape');
    const note = page.getByRole('article', { name: 'Note around 2 nodes' });
    const before = await middleOf(editor.node('freeze'));
    const text = await middleOf(note.getByText('is transferred'));
    await page.mouse.move(text.x, text.y);
    await page.mouse.down();
    await page.mouse.move(text.x + 20, text.y + 60, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await middleOf(editor.node('freeze'))).y).toBeGreaterThan(before.y + 40);
    await page.keyboard.press('5');
    await page.keyboard.press('Alt+a');
    await expect(editor.inspector).toContainText('3 nodes selected');
  });

  await test.step('a kind that is dropped on a wire stands in it', async () => {
    const wires = await editor.wires.count();
    const wire = page.getByRole('group', { name: 'Wire from Augment to Train' });
    const canvas = page.getByLabel('Graph', { exact: true });
    const { x, y } = (await canvas.boundingBox()) ?? { x: 0, y: 0 };
    const middle = await middleOf(wire.locator('.react-flow__edge-path'));
    await editor.dragFromPalette('Augment', middle.x - x, middle.y - y);
    const before = page.getByRole('group', { name: 'Wire from Augment to Augment' });
    await expect(before).toBeVisible();
    await expect(editor.wires).toHaveCount(wires + 1);
    await editor.button('Undo').click();
    await expect(before).toBeHidden();
    await expect(editor.wires).toHaveCount(wires);
  });

  await test.step('a wire is bent by a double click, led elsewhere, and straightened by a key', async () => {
    const wire = page.getByRole('group', { name: 'Wire from Augment to Train' });
    const line = wire.locator('.react-flow__edge-path');
    const straight = await line.getAttribute('d');
    const { x, y } = await middleOf(line);
    await page.mouse.dblclick(x, y);
    const bend = await middleOf(page.getByRole('button', { name: /^Bend 1 of 1/ }));
    await page.mouse.move(bend.x, bend.y);
    await page.mouse.down();
    await page.mouse.move(bend.x + 40, bend.y + 90, { steps: 4 });
    await page.mouse.up();
    await expect(line).not.toHaveAttribute('d', straight ?? '');
    await takePictures(page, info, 'bent');
    await page.locator('body').press('Shift+R');
    await expect(line).toHaveAttribute('d', straight ?? '');
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

  await test.step('every command is listed with its keys', async () => {
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    for (const line of [/^Colour: Red\s*1$/, /^Frame with a note\s*Shift\+N$/]) {
      await expect(list.getByText(line)).toBeVisible();
    }
    await takePictures(page, info, 'shortcuts');
    await page.keyboard.press('Escape');
  });

  await test.step('what is known of a network is one button away', async () => {
    await editor.select('backbone');
    await editor.inspector.getByRole('button', { name: 'Model card' }).click();
    const card = page.getByRole('dialog', { name: /^MobileNetV3/ });
    const link = card.getByRole('link', { name: /^Open its page: github\.com/ });
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
    await expect(link).toHaveAttribute('target', '_blank');
    await page.keyboard.press('Escape');
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
