import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { type EditorPage, expect } from './editor-page';

/** The first template on a network that is pretrained with Graft: a run takes seconds. */
export function smallTransfer(epochs = 12): string {
  const template = JSON.parse(readFileSync('templates/first-transfer.json', 'utf8'));
  for (const node of template.nodes) {
    if (node.kind === 'backbone') node.params = { backbone: 'resnet-mini' };
    if (node.kind === 'train') node.params = { ...node.params, epochs };
  }
  return JSON.stringify(template);
}

/** The first template as it ships, but for the number of images: most of a run is putting them through the network. */
export function fewImages(): string {
  const template = JSON.parse(readFileSync('templates/first-transfer.json', 'utf8'));
  for (const node of template.nodes) if (node.kind === 'dataset') node.params.limitPerClass = 60;
  return JSON.stringify(template);
}

/** Until the last node has what was asked for. */
export async function runToTheEnd(editor: EditorPage): Promise<void> {
  await editor.button('Run').click();
  await expect(editor.button('Cancel')).toBeVisible();
  await expectDone(editor.page);
}

export const expectDone = (page: Page): Promise<void> =>
  expect(page.getByLabel('Run status')).toContainText('Done in', { timeout: 60_000 });
