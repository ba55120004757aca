import type { Page } from '@playwright/test';
import { formatDocument } from '../../../src/graph/parse';
import { dropFiles } from '../../e2e/drop-files';
import { EditorPage } from '../../e2e/editor-page';
import { photoGraph } from './photo-graph';

const RUN_TIMEOUT = 30 * 60_000;
/** What is set off by a click, e.g. compiling and saving, comes a moment later. */
const AFTERMATH_MS = 1500;

export interface Visit {
  readonly phase: (name: string) => Promise<void>;
  readonly photos: string;
  readonly images: number;
}

/**
 * What a person does with a folder of photos: drops it, browses it, looks at the counts, edits, runs and
 * reads the evaluation. Gives the accuracy in percent. Things are found by selectors of CSS: a search
 * by role would itself hold the page up for longer than what is measured.
 */
export async function visit(page: Page, { phase, photos, images }: Visit): Promise<number> {
  const editor = new EditorPage(page);
  page.setDefaultTimeout(RUN_TIMEOUT);
  const pause = () => page.waitForTimeout(AFTERMATH_MS);
  const select = (id: string) => page.locator(`[data-testid="node-${id}"] h3`).click();
  await editor.openFile(
    'photos.json',
    formatDocument(photoGraph({ backbone: 'mobilenet-v2', inputSize: '96' })),
  );
  await select('dataset');
  await pause();

  await phase('import');
  await dropFiles(page.locator('text=Drop a folder or a zip here'), [photos]);
  const counted = `${images.toLocaleString('en-US')} images in`;
  await page.locator('aside span', { hasText: counted }).waitFor();
  await pause();

  await phase('browse');
  await page.locator('aside button', { hasText: 'Browse the images' }).click();
  const grid = page.locator('section[aria-label$=" images"]');
  await grid.locator('img').first().waitFor();
  for (const share of [0.3, 0.7, 1]) {
    await grid.evaluate((element, to) => element.scrollTo({ top: element.scrollHeight * to }), share);
    await pause();
  }
  await page.locator('nav[aria-label="Classes"] button').nth(8).click();
  await pause();
  await page.keyboard.press('Escape');
  await pause();

  await phase('counts');
  await select('split');
  await page.locator('button[aria-label="Show results"]').click();
  await pause();

  await phase('edit');
  await select('dataset');
  const chip = page.locator('aside button', { hasText: /^kind-007$/ });
  await chip.click();
  await pause();
  await chip.click();
  await pause();
  await select('head');
  await pause();

  await phase('run');
  await page.locator('button', { hasText: /^Run$/ }).click();
  const accuracy = page.locator('output[aria-label="Accuracy of Evaluate"]');
  await accuracy.waitFor({ timeout: RUN_TIMEOUT });
  await pause();

  await phase('evaluation');
  for (const id of ['train', 'evaluate']) {
    await select(id);
    await pause();
  }
  await page.locator('th button', { hasText: 'Recall' }).click();
  await pause();
  await page.locator('[aria-label^="Confusion matrix: rows"]').hover();
  await pause();
  return Number.parseFloat((await accuracy.textContent()) ?? '');
}
