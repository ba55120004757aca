import type { Page } from '@playwright/test';
import { expect, test } from './editor-page';
import { middleOf } from './middle-of';

/** Presses keys one after the other. */
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Picks from the list that a key opens, by typing a part of a name. */
async function pick(page: Page, key: string, name: string): Promise<void> {
  await page.keyboard.press(key);
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}

const KINDS = ['Dataset', 'Split', 'Small CNN', 'Head', 'Train', 'Evaluate'];
/** From the node that was added last to those before it. */
const WIRES: Readonly<Record<string, readonly string[]>> = {
  Split: ['Dataset: Data'],
  Head: ['Small CNN: Model'],
  Train: ['Split: Split data', 'Head: Model'],
  Evaluate: ['Train: Trained', 'Split: Split data'],
};

test('a graph is built, set, run and read without a mouse, and what happens is told', async ({
  editor,
  page,
}) => {
  const told = page.getByRole('log', { name: 'What happened' });

  await test.step('nodes are added and wired', async () => {
    await pick(page, 'Control+k', 'New graph');
    await expect(editor.nodes).toHaveCount(0);
    for (const kind of KINDS) {
      await pick(page, 'a', kind);
      await expect(told).toContainText('1 node added.');
      for (const wire of WIRES[kind] ?? []) await pick(page, 'c', wire);
    }
    await expect(editor.nodes).toHaveCount(KINDS.length);
    await expect(editor.wires).toHaveCount(6);
    await expect(told).toContainText('The graph is ready to run.');
  });

  await test.step('a node is moved', async () => {
    await expect(editor.nodes.last()).toBeFocused();
    const height = async () => (await middleOf(editor.node('evaluate'))).y;
    const before = await height();
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown');
    await expect.poll(height).toBeGreaterThan(before);
  });

  await test.step('settings are changed', async () => {
    await pick(page, 'Control+f', 'Small CNN');
    await press(page, 'Alt+Enter');
    await tabTo(page, 'Blocks');
    await press(page, 'Control+a');
    await page.keyboard.type('2');
    await press(page, 'Enter');
    await pick(page, 'Control+f', 'Dataset');
    await press(page, 'Alt+Enter');
    await tabTo(page, 'Images per class');
    await press(page, 'Control+a');
    await page.keyboard.type('20');
    await press(page, 'Enter');
    await pick(page, 'Control+f', 'Train');
    await press(page, 'Alt+Enter');
    await tabTo(page, 'Epochs');
    await press(page, 'Control+a');
    await page.keyboard.type('3');
    await press(page, 'Enter');
    await expect(editor.node('train')).toContainText(/Steps per epoch/);
  });

  await test.step('it runs, and says so', async () => {
    await press(page, 'Control+Enter');
    await expect(told).toContainText('The run has started.');
    await expect(told).toContainText('The run is done.', { timeout: 90_000 });
  });

  await test.step('the results are read', async () => {
    await press(page, 'F6', 'F6', 'F6', 'F6');
    await tabTo(page, 'Evaluate');
    await press(page, 'Enter');
    await expect(editor.results).toContainText('accuracy on');
    await tabTo(page, /^Confusion matrix/);
    await press(page, 'ArrowRight');
    await expect(editor.results).toContainText(/taken for|recognised|right/);
  });
});

/** Goes on with Tab to what has this name. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.getByLabel(name, { exact: true }).or(page.getByRole('tab', { name, exact: true }));
  for (let pressed = 0; pressed < 60; pressed++) {
    if (await wanted.and(page.locator(':focus')).count()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}.`);
}
