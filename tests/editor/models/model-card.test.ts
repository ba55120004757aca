import { describe, expect, it } from 'vitest';
import { shippedCard, withoutTables } from '../../../src/editor/models/shipped-card';
import { sourcePage } from '../../../src/editor/models/source-page';
import { chosenBackbone } from '../../../src/plan/catalog';
import { catalogWith } from '../../../src/plan/shipped/catalog';

const backbones = catalogWith(new Map(), new Map()).backbones();

describe('the card of a network', () => {
  it('ships with every network that Graft trained itself, and reads as Markdown without tables', async () => {
    const trained = backbones.filter(({ origin }) => origin.startsWith('trained with Graft'));
    expect(trained.length).toBeGreaterThan(2);
    for (const info of trained) {
      const card = await shippedCard(info);
      expect(card, info.id).toContain('- **Test accuracy:**');
      expect(card, info.id).toContain('**Limits.**');
      expect(card, info.id).not.toMatch(/^\||^# /m);
    }
    expect(await shippedCard({ id: '../../package' })).toBeUndefined();
  });

  it('leads to a page for every other network that ships', () => {
    const others = backbones.filter(({ origin }) => !origin.startsWith('trained with Graft'));
    for (const info of others) expect(sourcePage(info), info.origin).toMatch(/^https:\/\/\S+$/);
  });

  it('leads from the user’s own to where they were read, if that is an address', () => {
    const page = (kind: 'file' | 'url' | 'hugging-face' | 'trained', origin: string) =>
      sourcePage({ origin: 'github.com/some/body' }, { kind, origin });
    expect(page('hugging-face', 'timm/resnet18.a1_in1k')).toBe(
      'https://huggingface.co/timm/resnet18.a1_in1k',
    );
    expect(page('hugging-face', 'timm/resnet18@v2')).toBe('https://huggingface.co/timm/resnet18/tree/v2');
    expect(page('url', 'https://example.org/a/model.json')).toBe('https://example.org/a/model.json');
    expect(page('file', 'model.safetensors')).toBeUndefined();
    expect(page('trained', 'My graph')).toBeUndefined();
  });

  it('is no link to anything but the web, whatever a file says', () => {
    for (const origin of ['javascript:alert(1)', 'data:text/html,x', 'x', 'http://example.org', '']) {
      expect(sourcePage({ origin }, { kind: 'url', origin })).toBeUndefined();
      expect(sourcePage({ origin }, { kind: 'hugging-face', origin })).toBeUndefined();
      expect(sourcePage({ origin })).toBeUndefined();
    }
  });

  it('belongs to the network that a node without a choice takes', () => {
    expect(backbones.some(({ id }) => id === chosenBackbone({}))).toBe(true);
    expect(chosenBackbone({ backbone: 'mine' })).toBe('mine');
  });
});

it('tables become lists, and all else stays', () =>
  expect(withoutTables('Text | with a bar\n\n| | |\n| --- | --- |\n| A b | c, **d** |\n\nEnd.')).toBe(
    'Text | with a bar\n\n- **A b:** c, **d**\n\nEnd.',
  ));
