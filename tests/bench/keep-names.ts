import type { BrowserContext, Page } from '@playwright/test';

/** What the bench evaluates in a page was compiled with calls of `__name`, which keep the names of functions. */
export const keepNames = (page: Page | BrowserContext) =>
  page.addInitScript('globalThis.__name = (named) => named;');
