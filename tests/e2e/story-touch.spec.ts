import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './editor-page';
import { type At, middleOf } from './middle-of';

/** Fingers on the screen, as the browser gets them from it. */
class Fingers {
  private constructor(
    private readonly session: CDPSession,
    private readonly page: Page,
  ) {}

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page), page);
  }

  async down(...at: readonly At[]): Promise<void> {
    await this.send('touchStart', at);
  }

  async move(...at: readonly At[]): Promise<void> {
    await this.send('touchMove', at);
  }

  async up(): Promise<void> {
    await this.send('touchEnd', []);
  }

  async drag(from: At, ...to: readonly At[]): Promise<void> {
    await this.down(from);
    let start = from;
    for (const end of to) {
      for (const share of [0.2, 0.4, 0.6, 0.8, 1]) await this.move(between(start, end, share));
      start = end;
    }
    await this.up();
  }

  /** Longer than any browser or library waits for it. */
  async hold(at: At): Promise<void> {
    await this.down(at);
    await this.page.waitForTimeout(1000);
    await this.up();
  }

  private send(type: 'touchStart' | 'touchMove' | 'touchEnd', at: readonly At[]): Promise<unknown> {
    const touchPoints = at.map(({ x, y }, id) => ({ x: Math.round(x), y: Math.round(y), id }));
    return this.session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}

/** A pen on the screen. */
class Pen {
  private constructor(private readonly session: CDPSession) {}

  static async on(page: Page): Promise<Pen> {
    return new Pen(await page.context().newCDPSession(page));
  }

  async tap(at: At): Promise<void> {
    await this.drag(at, at);
  }

  async drag(from: At, ...to: readonly At[]): Promise<void> {
    await this.send('mouseMoved', from, false);
    await this.send('mousePressed', from);
    let start = from;
    for (const end of to) {
      for (const share of [0.2, 0.4, 0.6, 0.8, 1]) await this.send('mouseMoved', between(start, end, share));
      start = end;
    }
    await this.send('mouseReleased', start);
  }

  private send(type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', { x, y }: At, touches = true) {
    const pressed = touches && type !== 'mouseReleased';
    return this.session.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      button: touches ? 'left' : 'none',
      buttons: pressed ? 1 : 0,
      clickCount: type === 'mouseMoved' ? 0 : 1,
      pointerType: 'pen',
    });
  }
}

const between = (a: At, b: At, share: number): At => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

const scaleOf = (page: Page): Promise<number> =>
  page
    .locator('.react-flow__viewport')
    .evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a);

test.use({
  hasTouch: true,
  viewport: { width: 1024, height: 768 },
});

test('by touch: a long press opens menus, two fingers zoom, taps connect, and nodes are dragged', async ({
  editor,
  page,
}) => {
  const fingers = await Fingers.on(page);
  const menu = page.getByRole('menu');
  const pane = { x: 500, y: 640 };

  await test.step('a long press on a node, and on the canvas', async () => {
    await fingers.hold(await middleOf(page.locator('[data-testid="node-head"] h3').first()));
    await expect(menu.getByRole('menuitem', { name: 'Rename' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await fingers.hold(pane);
    await expect(menu.getByRole('menuitem', { name: 'Add a node here…' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
  });

  await test.step('two fingers zoom', async () => {
    const before = await scaleOf(page);
    await fingers.down({ x: 460, y: 640 }, { x: 540, y: 640 });
    for (const by of [20, 50, 80, 120]) await fingers.move({ x: 460 - by, y: 640 }, { x: 540 + by, y: 640 });
    await fingers.up();
    await expect.poll(() => scaleOf(page)).toBeGreaterThan(before * 1.5);
    await page.keyboard.press('f');
    await expect.poll(() => scaleOf(page)).toBeCloseTo(before, 2);
  });

  await test.step('a wire by two taps', async () => {
    await editor.wires.first().focus();
    const wires = await editor.wires.count();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Delete');
    await expect(editor.wires).toHaveCount(wires - 1);
    const from = await middleOf(page.locator('[data-port="dataset.data"].source').first());
    const to = await middleOf(page.locator('[data-port="split.data"].target').first());
    await page.touchscreen.tap(from.x, from.y);
    await expect(page.locator('[data-port="dataset.data"].source')).toHaveCSS('box-shadow', /rgb|color/);
    await page.touchscreen.tap(to.x, to.y);
    await expect(editor.wires).toHaveCount(wires);
  });

  await test.step('a node is dragged, and one from the palette', async () => {
    const from = await middleOf(page.locator('[data-testid="node-head"] h3').first());
    await fingers.drag(from, { x: from.x + 60, y: from.y + 120 });
    await expect
      .poll(async () => (await middleOf(page.locator('[data-testid="node-head"] h3').first())).y)
      .toBeGreaterThan(from.y + 80);
    const nodes = await editor.nodes.count();
    const item = await middleOf(page.locator('[aria-label="Add Split"]').first());
    // To the side: up and down scrolls the palette.
    await fingers.drag(item, { x: pane.x, y: item.y }, pane);
    await expect(editor.nodes).toHaveCount(nodes + 1);
    expect(Math.abs((await middleOf(editor.nodes.last())).x - pane.x)).toBeLessThan(30);
  });
});

test('with a pen: taps select, nodes and the canvas are dragged, wires drawn, and nodes come from the palette', async ({
  editor,
  page,
}) => {
  const pen = await Pen.on(page);
  const head = '[data-testid="node-head"] h3';

  await pen.tap(await middleOf(page.locator(head).first()));
  await expect(page.getByLabel('Name of the node')).toHaveValue('Head');
  const before = await middleOf(page.locator(head).first());
  await pen.drag(before, { x: before.x + 50, y: before.y + 110 });
  await expect
    .poll(async () => (await middleOf(page.locator(head).first())).y)
    .toBeGreaterThan(before.y + 80);

  const split = '[data-testid="node-split"] h3';
  const shown = await middleOf(page.locator(split).first());
  await pen.drag({ x: 500, y: 640 }, { x: 560, y: 600 });
  await expect
    .poll(async () => (await middleOf(page.locator(split).first())).x)
    .toBeCloseTo(shown.x + 60, -1);

  const wires = await editor.wires.count();
  await editor.wires.first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(editor.wires).toHaveCount(wires - 1);
  const port = (name: string) => middleOf(page.locator(`[data-port="${name}"]`).first());
  await pen.drag(await port('dataset.data'), await port('split.data'));
  await expect(editor.wires).toHaveCount(wires);

  const nodes = await editor.nodes.count();
  const item = await middleOf(page.locator('[aria-label="Add Split"]').first());
  await pen.drag(item, { x: 500, y: item.y }, { x: 500, y: 640 });
  await expect(editor.nodes).toHaveCount(nodes + 1);
});
