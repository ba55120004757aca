import { readFileSync } from 'node:fs';
import { type EditorPage, expect, test } from './editor-page';
import { pictures, png, zip } from './image-zips';
import { smallTransfer } from './small-transfer';

const RUN_TIMEOUT = 150_000;
const template = readFileSync('templates/first-transfer.json', 'utf8');

/** Points the template's dataset at a zip, as a person does in the inspector. */
async function importZip(editor: EditorPage, buffer: Buffer): Promise<void> {
  const { page } = editor;
  await editor.select('dataset');
  await editor.choose('Source', 'Folder or zip');
  await expect(page.getByText('one folder for each class', { exact: false }).first()).toBeVisible();
  await page.getByLabel('Zip of images').setInputFiles({
    name: 'pets.zip',
    mimeType: 'application/zip',
    buffer,
  });
}

/** The graph is whole and a click still does what it says. */
async function expectUsable(editor: EditorPage, nodes: number): Promise<void> {
  await expect(editor.nodes).toHaveCount(nodes);
  await expect(editor.button('Run')).toBeEnabled();
  await editor.select('split');
  await expect(editor.page.getByLabel('Name of the node')).toHaveValue('Split');
}

test.describe('a zip of images', () => {
  test('with a text file named .jpg and an empty class folder: both are named, the rest is used', async ({
    editor,
    page,
  }) => {
    const nodes = await editor.nodes.count();
    const files = {
      ...(await pictures('cat', 'orange', 6)),
      ...(await pictures('dog', 'brown', 6)),
      'dog/notes.jpg': 'This is no picture.',
      'bird/': '',
    };
    await importZip(editor, zip(files));
    await expect(editor.inspector).toContainText('12 images in 2 classes');
    await expect(editor.inspector).toContainText('dog/notes.jpg');
    await expect(editor.inspector).toContainText('class folder "bird" has no image');
    await expect(editor.node('dataset')).toContainText('left out');
    await editor.button('Browse the images').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2 files left out').click();
    await expect(dialog).toContainText('dog/notes.jpg');
    await expect(dialog).toContainText('bird');
    await page.keyboard.press('Escape');
    await expectUsable(editor, nodes);
  });

  test('that is of no use: the reason stands where it was dropped, the graph stays as it was', async ({
    editor,
  }) => {
    const nodes = await editor.nodes.count();
    await test.step('without any image', async () => {
      await importZip(editor, zip({ 'cat/readme.jpg': 'no picture', 'dog/readme.jpg': 'none either' }));
      await expect(editor.inspector).toContainText('There is no image that can be read');
      await expect(editor.node('dataset')).toContainText('No images are chosen yet');
      await expectUsable(editor, nodes);
    });
    const cats = zip(await pictures('cat', 'orange', 6));
    await test.step('cut off', async () => {
      await importZip(editor, cats.subarray(0, cats.length / 2));
      await expect(editor.inspector.locator('[data-severity="error"]').first()).toContainText(/cut|damaged/i);
      await expect(editor.node('dataset')).toContainText('No images are chosen yet');
    });
    await test.step('with one class only', async () => {
      await importZip(editor, cats);
      await expect(editor.node('dataset')).toContainText('fewer than two classes');
      await editor.button('Run').click();
      await expect(editor.page.getByText(/Not ready to run/)).toBeVisible();
      await expectUsable(editor, nodes);
    });
  });

  test('with an image of 1×1 and one of 8000×8000: both are shown and trained on', async ({
    editor,
    page,
  }) => {
    test.setTimeout(2 * RUN_TIMEOUT);
    const files = {
      ...(await pictures('red', 'red', 8)),
      'red/tiny.png': await png('red', 1),
      ...(await pictures('blue', 'blue', 8)),
      'blue/huge.png': await png('blue', 8000),
    };
    await importZip(editor, zip(files));
    await expect(editor.inspector).toContainText('18 images in 2 classes');
    await editor.button('Browse the images').click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('img')).toHaveCount(18);
    await expect
      .poll(() =>
        dialog.locator('img').evaluateAll((images) =>
          images
            .map((image) => (image as HTMLImageElement).naturalWidth)
            .sort((a, b) => a - b)
            .at(-1),
        ),
      )
      .toBeGreaterThan(7000);
    await page.keyboard.press('Escape');
    await editor.select('split');
    await editor.button('Run').click();
    await expect(page.getByLabel('Run status')).toContainText('Done in', { timeout: RUN_TIMEOUT });
    await expect(editor.node('dataset')).not.toContainText('left out');
  });
});

test('a missing weights file fails the Backbone and names the file; the next run finds it', async ({
  page,
  editor,
}) => {
  test.setTimeout(2 * RUN_TIMEOUT);
  editor.expectErrors(/404/);
  const weights = '**/models/resnet-mini/weights.bin';
  await page.route(weights, (route) => route.fulfill({ status: 404, body: '' }));
  await editor.openFile('small.json', smallTransfer());
  await editor.button('Run').click();
  await expect(editor.node('backbone')).toHaveAttribute('data-status', 'failed', { timeout: RUN_TIMEOUT });
  await expect(editor.node('backbone')).toContainText('models/resnet-mini/weights.bin is missing');
  await expect(editor.node('train')).toHaveAttribute('data-status', 'blocked');
  await page.unroute(weights);
  await editor.button('Run').click();
  await expect(page.getByLabel('Run status')).toContainText('Done in', { timeout: RUN_TIMEOUT });
});

test('a graph file with a mistake opens whole, says so on the node, and does not run', async ({
  editor,
  page,
}) => {
  const edited = (change: (graph: Graph) => void): string => {
    const graph = JSON.parse(template) as Graph;
    change(graph);
    return JSON.stringify(graph);
  };
  const readable = [
    {
      name: 'with a circle',
      text: edited((graph) => {
        graph.wires = graph.wires.filter((wire) => wire.to.node !== 'freeze');
        graph.wires.push(wire('head.model', 'freeze.model'));
      }),
      node: 'freeze',
      message: /circle|depends on its own/i,
    },
    {
      name: 'with a wire of the wrong type',
      text: edited((graph) => {
        graph.wires = graph.wires.filter((wire) => wire.to.node !== 'head');
        graph.wires.push(wire('split.data', 'head.model'));
      }),
      node: 'head',
      message: /type|takes/i,
    },
    {
      name: 'with a wire to a port that is not there',
      text: edited((graph) => graph.wires.push(wire('split.data', 'train.nowhere'))),
      node: 'train',
      message: /nowhere/,
    },
    {
      name: 'with a parameter out of range',
      text: edited((graph) => {
        for (const node of graph.nodes) if (node.id === 'train') node.params.epochs = -3;
      }),
      node: 'train',
      message: /epochs/i,
    },
  ];
  const nodes = await editor.nodes.count();
  for (const { name, text, node, message } of readable) {
    await test.step(name, async () => {
      await editor.openFile('odd.json', text);
      await expect(editor.node(node)).toContainText(message);
      await expect(editor.nodes).toHaveCount(nodes);
      await editor.button('Run').click();
      await expect(page.getByText(/Not ready to run/).filter({ hasText: message })).toBeVisible();
      await expectUsable(editor, nodes);
      // It came as a graph of its own: the one before is still there.
      await page.getByRole('button', { name: /^Back to/ }).click();
      await expect(editor.node(node)).not.toContainText(message);
    });
  }
});

test('a WebGPU that is not there is refused in plain words, and the graph still runs elsewhere', async ({
  editor,
  page,
}) => {
  test.setTimeout(2 * RUN_TIMEOUT);
  await editor.chooseBackend('WebGPU');
  await expect(page.getByText(/WebGPU cannot run on this machine/).first()).toBeVisible();
  await editor.button('Run').click();
  await expect(page.getByLabel('Run status')).toContainText('failed');
  await expect(page.getByText('Choose another backend', { exact: false }).first()).toBeVisible();
  await editor.chooseBackend('WebAssembly');
  await page.reload();
  await expect(page.getByRole('button', { name: /^Backend: WASM/ })).toBeVisible();
  await editor.expectBackend('WebAssembly');
  await editor.button('Run').click();
  await expect(editor.node('backbone')).toHaveAttribute('data-status', 'running');
  await editor.button('Cancel').click();
  await expect(page.getByLabel('Run status')).toContainText('Cancelled');
});

test.describe('without storage', () => {
  test('the editor opens with the first template and says that the graph will not be kept', async ({
    page,
    editor,
  }) => {
    await page.addInitScript(() => {
      Object.defineProperty(indexedDB, 'open', {
        value: () => {
          throw new DOMException('Denied.', 'SecurityError');
        },
      });
      navigator.storage.getDirectory = () => Promise.reject(new DOMException('Denied.', 'SecurityError'));
    });
    await page.reload();
    await expect(editor.nodes).toHaveCount(9);
    await expect(page.getByText('does not let Graft store your graph')).toBeVisible();
    await expectUsable(editor, 9);
  });
});

interface Graph {
  nodes: { id: string; params: Record<string, unknown> }[];
  wires: ReturnType<typeof wire>[];
}

/** A wire from one `node.port` to another. */
function wire(from: string, to: string) {
  const end = (text: string) => {
    const [node = '', port = ''] = text.split('.');
    return { node, port };
  };
  return { id: `${from} ${to}`, from: end(from), to: end(to) };
}
