import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { loadTemplate } from '../templates/load';
import { middleOf } from './middle-of';

/** The editor as a person sees it: by names and places, not by its insides. */
export class EditorPage {
  private expected: RegExp | undefined;

  constructor(readonly page: Page) {}

  /** Errors in the console that a test provokes itself. */
  expectErrors(pattern: RegExp): void {
    this.expected = pattern;
  }

  isExpected(error: string): boolean {
    return this.expected?.test(error) ?? false;
  }

  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.button('Run')).toBeVisible();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  node(id: string): Locator {
    return this.page.getByTestId(`node-${id}`);
  }

  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: 'Inspector' });
  }

  get results(): Locator {
    return this.page.getByRole('main').getByRole('region', { name: 'Results' });
  }

  get nodes(): Locator {
    return this.page.locator('.react-flow__node');
  }

  get wires(): Locator {
    return this.page.locator('.react-flow__edge');
  }

  /** Selects a node by its header: its body may hold ports and pictures. */
  async select(id: string): Promise<void> {
    await this.node(id).getByRole('heading').click();
  }

  async newGraph(): Promise<void> {
    await this.button('Graph menu').click();
    await this.page.getByRole('menuitem', { name: 'New graph' }).click();
    await expect(this.nodes).toHaveCount(0);
  }

  /** Adds a node by drag and drop, at a place on the canvas in pixels from its left upper corner. */
  async dragFromPalette(label: string, x: number, y: number): Promise<void> {
    await this.button(`Add ${label}`).dragTo(this.page.getByLabel('Graph', { exact: true }), {
      targetPosition: { x, y },
    });
  }

  /** Draws a wire with the mouse. Ports are given as `node.port`. */
  async wire(from: string, to: string): Promise<void> {
    const start = await middleOf(this.page.locator(`[data-port="${from}"].source`));
    const end = await middleOf(this.page.locator(`[data-port="${to}"].target`));
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
    await this.page.mouse.move(end.x, end.y, { steps: 4 });
    await this.page.mouse.up();
  }

  /** Picks an option of a select in the inspector. */
  async choose(label: string, option: string): Promise<void> {
    await this.inspector.getByRole('combobox', { name: label }).click();
    await this.page.getByRole('option', { name: option }).click();
  }

  async chooseBackend(name: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Backend:/ }).click();
    await this.page.getByRole('menuitemradio', { name }).click();
  }

  /** The backend that is chosen in the menu, which outlives a reload. */
  async expectBackend(name: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Backend:/ }).click();
    await expect(this.page.getByRole('menuitemradio', { name, checked: true })).toBeVisible();
    await this.page.keyboard.press('Escape');
  }

  /** Gives the editor a file as a person does, through the picker; it shows what the file holds. */
  async offerFile(name: string, content: string | Buffer): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.button('Open file…').click();
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  }

  /** Opens a file of somebody else's. */
  async openFile(name: string, content: string | Buffer): Promise<void> {
    await this.offerFile(name, content);
    await this.button('Open graph').click();
    await expect(this.page.getByRole('dialog')).toBeHidden();
  }
}

const STARTER = loadTemplate('first-transfer');

/** Every test also fails on an error in the console. */
export const test = base.extend<{ editor: EditorPage }>({
  editor: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    const editor = new EditorPage(page);
    await editor.open();
    // Wires are drawn a moment after the nodes that they join.
    await expect(editor.nodes).toHaveCount(STARTER.nodes.length);
    await expect(editor.wires).toHaveCount(STARTER.wires.length);
    await use(editor);
    expect(errors.filter((error) => !editor.isExpected(error))).toEqual([]);
  },
});

export { expect };
