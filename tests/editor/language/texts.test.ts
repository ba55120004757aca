import { describe, expect, it } from 'vitest';
import { coreTexts } from '../../../scripts/texts/core-texts';
import { missingTexts } from '../../../scripts/texts/missing-texts';
import { german } from '../../../src/editor/language/german/german';
import { firstKnown } from '../../../src/editor/language/language';
import { sentenceFinder } from '../../../src/editor/language/sentences';
import { counted, t, translated, withDecimalMark } from '../../../src/editor/language/t';
import { fill, holesOf } from '../../../src/editor/language/texts';

describe('German', () => {
  it.each(Object.entries(missingTexts()))('leaves no text %s', (_, missing) => {
    expect(missing).toEqual([]);
  });

  it('tells each sentence of the core from all others, whatever its values are', () => {
    const find = sentenceFinder(german.messages);
    const mistaken = coreTexts().flatMap(({ text }) => {
      const holes = holesOf(text);
      if (holes.length === 0) return [];
      const values = Object.fromEntries(holes.map((hole) => [hole, `wert${hole}`]));
      const found = find(fill(text, values));
      return found?.translation === german.messages[text] ? [] : [{ text, found }];
    });
    expect(mistaken).toEqual([]);
  });

  it('fills the same holes as the English texts', () => {
    const differing = Object.entries(german.messages).filter(
      ([english, text]) => holesOf(english).join() !== holesOf(text).join(),
    );
    expect(differing).toEqual([]);
  });

  it('has the forms of every counted word', () => {
    const wanted = new Intl.PluralRules('de').resolvedOptions().pluralCategories;
    for (const [word, forms] of Object.entries(german.counted)) {
      expect(Object.keys(forms).sort(), word).toEqual([...wanted].sort());
    }
  });
});

it('English is the text itself, with its holes filled', () => {
  expect(t('Saved as {name}', { name: '$& {other}' })).toBe('Saved as $& {other}');
  expect(translated('Anything at all')).toBe('Anything at all');
  expect(counted(1, 'image', 'images')).toBe('1 image');
  expect(counted(1234, 'image', 'images')).toBe('1,234 images');
  expect(withDecimalMark('1.5')).toBe('1.5');
});

it('a hole without a value stays, to be seen', () => expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}'));

it('the first language that a browser asks for and Graft has', () => {
  expect(firstKnown(['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(firstKnown(['fr', 'ja'])).toBe('en');
  expect(firstKnown([])).toBe('en');
});
