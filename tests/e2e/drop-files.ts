import type { Locator } from '@playwright/test';
import { middleOf } from './middle-of';

/** Drops files and folders of the disk on an element, as the desktop does. */
export async function dropFiles(target: Locator, paths: readonly string[]): Promise<void> {
  const { x, y } = await middleOf(target);
  const session = await target.page().context().newCDPSession(target.page());
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x,
      y,
      data: { items: [], files: [...paths], dragOperationsMask: 1 },
    });
  }
  await session.detach();
}
