import { afterAll, beforeAll, expect, it, vi } from 'vitest';

/** Sentences that are put together, where English words could be left in the holes. */

const LANGUAGE = '../../../src/editor/language/language';
let removalText: typeof import('../../../src/editor/storage/removal').removalText;

// Modules are shared with other files, and the language is read once.
beforeAll(async () => {
  vi.resetModules();
  vi.doMock(LANGUAGE, () => ({ language: 'de', locale: 'de' }));
  ({ removalText } = await import('../../../src/editor/storage/removal'));
});
afterAll(() => {
  vi.doUnmock(LANGUAGE);
  vi.resetModules();
});

const thing = { id: 'own', name: 'Tassen', bytes: 400 };

it('asks in German before anything is removed', () => {
  const images = removalText({ type: 'images', thing, usedBy: ['Meiner'] });
  expect(images.question).toBe('Deine Bilder „Tassen“ (400 B) entfernen?');
  expect(images.lost).toMatch(/^Verwendet von „Meiner“, was ohne sie nicht laufen kann\. /);
  const model = removalText({ type: 'model', thing, usedBy: [] });
  expect(model.question).toBe('Dein Modell „Tassen“ (400 B) entfernen?');
  expect(model.lost).toMatch(/^Kein Graph, an den Graft sich erinnert, verwendet es\. /);
  const result = { key: 'a', step: 'a', kind: 'report', label: 'Bericht', bytes: 20, usedAt: 0 } as const;
  expect(removalText({ type: 'results', results: [result] })).toEqual({
    question: '„Bericht“ (20 B) entfernen?',
    lost: 'Es wird neu berechnet, wenn ein Graph es braucht.',
  });
});
