import { expect, test } from './editor-page';

test('the cut and the freeze line are moved in the picture of the network, and undone', async ({
  editor,
  page,
}) => {
  await editor.select('backbone');
  await editor.button('See the network, block by block').click();
  const picture = page.getByRole('region', { name: 'Picture of the network' });
  const cut = picture.getByRole('slider', { name: 'Cut after' });
  const freeze = picture.getByRole('slider', { name: 'Freeze up to' });
  await expect(cut).toHaveAttribute('aria-valuetext', 'cut after block 12 · expand');
  await expect(freeze).toHaveAttribute('aria-valuetext', 'all is frozen');

  await cut.press('ArrowLeft');
  await expect(cut).toHaveAttribute('aria-valuetext', 'cut after block 11');
  await expect(editor.inspector.getByRole('combobox', { name: 'Cut after' })).toContainText('block 11');

  await editor.select('freeze');
  await picture.locator('svg g').nth(3).click();
  await expect(freeze).toHaveAttribute('aria-valuetext', /^frozen up to /);
  await expect(freeze).toHaveValue('4');
  await expect(editor.inspector.getByRole('combobox', { name: 'Freeze', exact: true })).toContainText(
    'Up to a named layer',
  );

  await editor.button('Undo').click();
  await expect(freeze).toHaveAttribute('aria-valuetext', 'all is frozen');
  await editor.button('Undo').click();
  await expect(cut).toHaveAttribute('aria-valuetext', 'cut after block 12 · expand');
});
