import { expect, test } from './editor-page';
import { runToTheEnd, smallTransfer } from './small-transfer';

test('under its policy the page runs a graph, and neither inline scripts nor eval do', async ({
  editor,
  page,
}) => {
  editor.expectErrors(/Content Security Policy/);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  // By script of the page's own, which the policy lets run: the debugger's evaluation is above it.
  const fetched = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(event.effectiveDirective),
    );
    const inline = document.createElement('script');
    inline.textContent = 'window.hacked = "inline"';
    document.head.append(inline);
    const attribute = document.createElement('div');
    attribute.setAttribute('onclick', 'window.hacked = "attribute"');
    document.body.append(attribute);
    attribute.click();
    attribute.remove();
    const frame = document.createElement('iframe');
    frame.src = 'https://example.invalid/';
    document.body.append(frame);
    const fetched = await fetch('https://example.invalid/').then(
      () => 'fetched',
      () => 'refused',
    );
    Reflect.set(window, 'violations', violations);
    return fetched;
  });
  expect(fetched).toBe('refused');
  // They are told of a moment later.
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'violations')))
    .toEqual(expect.arrayContaining(['script-src-elem', 'script-src-attr', 'frame-src', 'connect-src']));
  expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
  await page.locator('iframe').evaluate((frame) => frame.remove());
  await editor.openFile('small.json', smallTransfer());
  await runToTheEnd(editor);
});

test('nothing that the editor itself does is against its policy', async ({ editor, page }) => {
  await page.evaluate(() => {
    const violations: string[] = [];
    Reflect.set(window, 'violations', violations);
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`),
    );
  });
  for (const name of ['Templates', 'Library', 'Share…']) {
    await editor.button(name).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await editor.button('Graph menu').click();
  await page.keyboard.press('Escape');
  await editor.select('dataset');
  await editor.choose('Source', 'Digits');
  await expect(editor.node('dataset').getByRole('img').first()).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, 'violations'))).toEqual([]);
});
