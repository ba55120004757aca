import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './editor-page';

interface At {
  readonly x: number;
  readonly y: number;
}

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

async function middleOf(page: Page, selector: string): Promise<At> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not on the screen.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const scaleOf = (page: Page): Promise<number> =>
  page
    .locator('.react-flow__viewport')
    .evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a);

test.use({
  hasTouch: true,
  viewport: { width: 1024, height: 768 },
  contextOptions: { reducedMotion: 'reduce' },
});

test('by touch: a long press opens menus, two fingers zoom, taps connect, and nodes are dragged', async ({
  editor,
  page,
}) => {
  const fingers = await Fingers.on(page);
  const menu = page.getByRole('menu');
  const pane = { x: 500, y: 640 };

  await test.step('a long press on a node, and on the canvas', async () => {
    await fingers.hold(await middleOf(page, '[data-testid="node-head"] h3'));
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
    const from = await middleOf(page, '[data-port="dataset.data"].source');
    const to = await middleOf(page, '[data-port="split.data"].target');
    await page.touchscreen.tap(from.x, from.y);
    await expect(page.locator('[data-port="dataset.data"].source')).toHaveCSS('box-shadow', /rgb|color/);
    await page.touchscreen.tap(to.x, to.y);
    await expect(editor.wires).toHaveCount(wires);
  });

  await test.step('a node is dragged, and one from the palette', async () => {
    const from = await middleOf(page, '[data-testid="node-head"] h3');
    await fingers.drag(from, { x: from.x + 60, y: from.y + 120 });
    await expect
      .poll(async () => (await middleOf(page, '[data-testid="node-head"] h3')).y)
      .toBeGreaterThan(from.y + 80);
    const nodes = await editor.nodes.count();
    const item = await middleOf(page, '[aria-label="Add Split"]');
    // To the side: up and down scrolls the palette.
    await fingers.drag(item, { x: pane.x, y: item.y }, pane);
    await expect(editor.nodes).toHaveCount(nodes + 1);
    const added = await editor.nodes.last().boundingBox();
    expect(Math.abs((added?.x ?? 0) + (added?.width ?? 0) / 2 - pane.x)).toBeLessThan(30);
  });
});

test('with a pen: taps select, nodes and the canvas are dragged, wires drawn, and nodes come from the palette', async ({
  editor,
  page,
}) => {
  const pen = await Pen.on(page);
  const head = '[data-testid="node-head"] h3';

  await pen.tap(await middleOf(page, head));
  await expect(page.getByLabel('Name of the node')).toHaveValue('Head');
  const before = await middleOf(page, head);
  await pen.drag(before, { x: before.x + 50, y: before.y + 110 });
  await expect.poll(async () => (await middleOf(page, head)).y).toBeGreaterThan(before.y + 80);

  const split = '[data-testid="node-split"] h3';
  const shown = await middleOf(page, split);
  await pen.drag({ x: 500, y: 640 }, { x: 560, y: 600 });
  await expect.poll(async () => (await middleOf(page, split)).x).toBeCloseTo(shown.x + 60, -1);

  const wires = await editor.wires.count();
  await editor.wires.first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(editor.wires).toHaveCount(wires - 1);
  const port = (name: string) => middleOf(page, `[data-port="${name}"]`);
  await pen.drag(await port('dataset.data'), await port('split.data'));
  await expect(editor.wires).toHaveCount(wires);

  const nodes = await editor.nodes.count();
  const item = await middleOf(page, '[aria-label="Add Split"]');
  await pen.drag(item, { x: 500, y: item.y }, { x: 500, y: 640 });
  await expect(editor.nodes).toHaveCount(nodes + 1);
});
