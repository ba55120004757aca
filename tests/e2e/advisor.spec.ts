import { graph } from '../plan/graphs';
import { expect, test } from './editor-page';

const RUN_TIMEOUT = 150_000;

/** Two quick networks, few images, and a Backbone that is fed to a training on the same data. */
const advising = graph(
  {
    dataset: { kind: 'dataset', params: { source: 'digits', classes: ['0', '1', '2'], limitPerClass: 12 } },
    split: { kind: 'split', params: { val: 0.2, test: 0.2 } },
    advisor: {
      kind: 'advisor',
      params: { backbones: ['mobilenet-v3-coco', 'mobilenet-v2'], cuts: 'recommended' },
    },
    backbone: { kind: 'backbone', params: { backbone: 'mobilenet-v2', cut: 'out_relu' } },
    head: { kind: 'head' },
    train: { kind: 'train', params: { epochs: 1 } },
  },
  [
    'dataset.data -> split.data',
    'split.data -> advisor.data',
    'split.data -> train.data',
    'backbone.model -> head.model',
    'head.model -> train.model',
  ],
);

test('advice ranks backbones, explains its scores, and sets the one that is chosen', async ({ editor }) => {
  test.setTimeout(2 * RUN_TIMEOUT);
  const { page, results } = editor;
  await editor.openFile('advice.json', JSON.stringify(advising));
  await editor.select('advisor');
  await results.getByRole('tab', { name: 'Advisor' }).click();
  await expect(results).toContainText('Not compared yet');
  await editor.button('Run').click();
  await expect(editor.node('advisor')).toHaveAttribute('data-status', 'done', { timeout: RUN_TIMEOUT });
  await expect(editor.node('advisor').getByRole('list', { name: 'The best backbones' })).toContainText('%');

  await results.getByRole('tab', { name: 'Advisor' }).click();
  await expect(results.getByText('Best for these images')).toBeVisible();
  const rows = results.getByRole('row');
  await expect(rows).toHaveCount(1 + 2);
  await results.getByRole('button', { name: 'LogME' }).hover();
  await expect(page.getByRole('tooltip')).toContainText('You et al. 2021');

  // Whichever comes second can be used as well.
  const second = rows.nth(2).getByRole('button');
  const name = (await second.textContent()) ?? '';
  await second.click();
  await editor.button('Use this backbone').click();
  await expect(editor.button('“Backbone” uses this backbone')).toBeDisabled();
  await editor.select('backbone');
  const family = name.includes('V3') ? 'MobileNetV3-Large' : 'MobileNetV2';
  await expect(editor.inspector.getByRole('combobox', { name: 'Network' })).toContainText(family);
  await editor.button('Undo').click();
  await expect(editor.inspector.getByRole('combobox', { name: 'Network' })).toContainText('MobileNetV2');
});
