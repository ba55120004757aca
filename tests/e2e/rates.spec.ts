import { formatDocument } from '../../src/graph/parse';
import { graph } from '../plan/graphs';
import { expect, test } from './editor-page';

const RUN_TIMEOUT = 60_000;

const finder = formatDocument(
  graph(
    {
      data: { kind: 'dataset', params: { source: 'digits', classes: ['0', '1'] } },
      split: { kind: 'split' },
      cnn: { kind: 'small-cnn', params: { inputSize: 16, blocks: 1, filters: 8 } },
      head: { kind: 'head' },
      rates: { kind: 'rate-finder' },
      train: { kind: 'train', params: { epochs: 2, learningRate: 0.000001 } },
    },
    [
      'data.data -> split.data',
      'split.data -> rates.data',
      'split.data -> train.data',
      'cnn.model -> head.model',
      'head.model -> rates.model',
      'head.model -> train.model',
    ],
  ),
);

test('the rate finder draws its curve and suggests a rate, which Train takes with one click and gives back', async ({
  editor,
  page,
}) => {
  test.setTimeout(2 * RUN_TIMEOUT);
  await editor.openFile('finder.json', finder);
  await editor.button('Run').click();
  await expect(page.getByLabel('Run status')).toContainText('Done in', { timeout: RUN_TIMEOUT });
  await editor.select('rates');
  const { results } = editor;
  await expect(results).toContainText('Suggested rate');
  const curve = results.locator('canvas').first();
  await expect(curve).toBeVisible();
  // A curve, not an empty frame.
  const colours = () =>
    curve.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
        data: [],
      };
      return new Set(new Uint32Array((data as Uint8ClampedArray).buffer)).size;
    });
  await expect.poll(colours).toBeGreaterThan(20);

  const use = results.getByRole('button', { name: /^Use .* in “Train”$/ });
  const rate = Number(/^Use (\S+) in/.exec((await use.textContent()) ?? '')?.[1]);
  expect(rate).toBeGreaterThan(0.00001);
  await use.click();
  await expect(results.getByRole('button', { name: '“Train” uses it' })).toBeDisabled();
  await editor.select('train');
  const field = editor.inspector.getByLabel('Learning rate', { exact: true }).last();
  await expect(field).toHaveValue(String(rate));
  await editor.button('Undo').click();
  await expect(field).not.toHaveValue(String(rate));
});
