import { afterAll, beforeAll, expect, it, vi } from 'vitest';

/** Sentences that are put together, where English words could be left in the holes. */

const LANGUAGE = '../../../src/editor/language/language';
let removalText: typeof import('../../../src/editor/storage/removal').removalText;
let translated: typeof import('../../../src/editor/language/t').translated;
let factsBeside: typeof import('../../../src/editor/canvas/visuals/facts-beside').factsBeside;

// Modules are shared with other files, and the language is read once.
beforeAll(async () => {
  vi.resetModules();
  vi.doMock(LANGUAGE, () => ({ language: 'de', locale: 'de' }));
  ({ removalText } = await import('../../../src/editor/storage/removal'));
  ({ translated } = await import('../../../src/editor/language/t'));
  ({ factsBeside } = await import('../../../src/editor/canvas/visuals/facts-beside'));
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

it.each([
  ['"Data" is not connected.', '„Daten“ ist nicht verbunden.'],
  ['1125 images, 3 classes', '1125 Bilder, 3 Klassen'],
  ['No training image is left of "cats", "dogs".', 'Kein Trainingsbild ist übrig von „cats“, „dogs“.'],
  [
    'The loss rose to 2.83e+13 in epoch 1, batch 2: training fell apart. No epoch was finished, so there is nothing to keep.',
    'Der Verlust stieg auf 2,83e+13 in Epoche 1, Batch 2: Das Training ist auseinandergelaufen. Keine Epoche wurde fertig, es gibt also nichts aufzubewahren.',
  ],
  [
    'Likely causes, the likeliest first: 1. the learning rate of 10 is very high: try 1; 2. there is no warm-up: one epoch of it lets a new network settle first.',
    'Wahrscheinliche Ursachen, die wahrscheinlichste zuerst: 1. die Lernrate von 10 ist sehr hoch: versuche 1; 2. es gibt kein Aufwärmen: eine Epoche davon lässt ein neues Netz erst zur Ruhe kommen.',
  ],
  ['Somebody’s own words about "Data".', 'Somebody’s own words about "Data".'],
])('says in German what the core makes of values: %s', (english, german) => {
  expect(translated(english)).toBe(german);
});

it('leaves out beside a bar what the bar says, in any language', () => {
  const facts = [{ label: 'Trainable', value: '5' } as const, { label: 'Features in', value: '5' } as const];
  expect(factsBeside('freeze', facts).map(({ label }) => label)).toEqual(['Features in']);
});
