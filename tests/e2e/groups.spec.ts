import type { Page } from '@playwright/test';
import { takePictures } from './both-themes';
import { expect, test } from './editor-page';

const card = (page: Page, name: string) => page.getByRole('article', { name: new RegExp(`^${name} group`) });

test('groups: nodes become one card, a block of the user, and part of another graph', async ({
  editor,
  page,
}, info) => {
  const all = await editor.nodes.count();
  const wires = await editor.wires.count();

  // Three nodes become a group with a name, and fold into one card with the port that leads out of it.
  await editor.select('backbone');
  for (const id of ['freeze', 'head']) {
    await editor
      .node(id)
      .getByRole('heading')
      .click({ modifiers: ['Shift'] });
  }
  await page.keyboard.press('Control+g');
  await editor.inspector.getByLabel('Name of the group').fill('My model');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'My model group, 3 nodes' })).toBeVisible();
  await page.getByRole('button', { name: 'Collapse My model' }).press('Enter');
  await expect(card(page, 'My model').getByLabel('Output Head: Model')).toBeVisible();
  await expect(editor.node('freeze')).toHaveCount(0);
  await expect(editor.nodes).toHaveCount(all - 2);
  await expect(editor.wires).toHaveCount(wires - 2);

  // A setting is chosen to be the group's own, and the nodes within can be reached without unfolding it.
  await editor.inspector.getByRole('button', { name: 'What the card shows' }).click();
  await editor.inspector.getByRole('checkbox', { name: 'Dropout' }).check();
  await expect(card(page, 'My model').getByText('Dropout')).toBeVisible();
  await editor.inspector.getByRole('button', { name: 'Freeze', exact: true }).click();
  await expect(editor.inspector.getByLabel('Name of the node')).toHaveValue('Freeze');
  await editor.inspector.getByRole('button', { name: 'In “My model”' }).click();

  // It is published, and is part of another graph with a click.
  await editor.inspector.getByRole('button', { name: 'Publish as a block…' }).click();
  await editor.button('Publish').click();
  await expect(editor.button('Add My model')).toBeVisible();
  await takePictures(page, info, 'groups');
  await editor.newGraph();
  await editor.button('Add My model').click();
  await expect(card(page, 'My model').getByText('Block of 3 nodes')).toBeVisible();

  // Delete takes all its nodes, and one undo brings them back.
  await page.keyboard.press('Delete');
  await expect(editor.nodes).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(card(page, 'My model')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+Shift+g');
  await expect(editor.nodes).toHaveCount(3);
});
