import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut } from '../../../../src/engine/data/import/layout';

const places = (...paths: string[]) =>
  layOut(paths).placed.map(({ id, className, part }) => [id, className, part ?? '-']);

describe('layOut', () => {
  it('takes one folder as one class', () => {
    expect(places('cat/1.jpg', 'dog/2.jpg')).toEqual([
      ['cat/1.jpg', 'cat', '-'],
      ['dog/2.jpg', 'dog', '-'],
    ]);
    expect(places('cat/1.jpg')).toEqual([['cat/1.jpg', 'cat', '-']]);
  });

  it('passes over folders that wrap everything', () => {
    expect(places('my/photos/cat/1.jpg', 'my/photos/dog/2.jpg').map(([id]) => id)).toEqual([
      'cat/1.jpg',
      'dog/2.jpg',
    ]);
    const layout = layOut(['photos/cat/1.jpg', 'photos/dog/2.jpg', 'photos/README.txt', 'LICENSE']);
    expect(layout.placed.map(({ id }) => id)).toEqual(['cat/1.jpg', 'dog/2.jpg']);
    expect(layout.outside).toEqual(['photos/README.txt', 'LICENSE']);
  });

  it('keeps the split that folders give, by any of its names', () => {
    expect(
      places('d/Train/cat/1.jpg', 'd/valid/cat/2.jpg', 'd/validation/cat/3.jpg', 'd/test/dog/4.jpg'),
    ).toEqual([
      ['Train/cat/1.jpg', 'cat', 'train'],
      ['test/dog/4.jpg', 'dog', 'test'],
      ['valid/cat/2.jpg', 'cat', 'val'],
      ['validation/cat/3.jpg', 'cat', 'val'],
    ]);
    expect(places('train/cat/1.jpg')).toEqual([['train/cat/1.jpg', 'cat', 'train']]);
  });

  it('takes "train" for a class where it is one', () => {
    expect(places('train/1.jpg', 'car/2.jpg')).toEqual([
      ['car/2.jpg', 'car', '-'],
      ['train/1.jpg', 'train', '-'],
    ]);
  });

  it('gives nested folders to their class', () => {
    expect(places('cat/indoors/1.jpg', 'dog/2.jpg')).toEqual([
      ['cat/indoors/1.jpg', 'cat', '-'],
      ['dog/2.jpg', 'dog', '-'],
    ]);
  });

  it('ignores hidden and system files', () => {
    const layout = layOut([
      'cat/1.jpg',
      'dog/2.jpg',
      '.DS_Store',
      'cat/.DS_Store',
      '__MACOSX/cat/._1.jpg',
      'cat/Thumbs.db',
      '.git/config',
    ]);
    expect(layout.placed.map(({ id }) => id)).toEqual(['cat/1.jpg', 'dog/2.jpg']);
    expect(layout.outside).toEqual([]);
  });

  it('knows class folders without files', () => {
    const layout = layOut(['p/', 'p/cat/', 'p/cat/1.jpg', 'p/dog/2.jpg', 'p/unicorn/']);
    expect([...layout.folders.keys()].sort()).toEqual(['cat', 'dog', 'unicorn']);
    const split = layOut(['train/cat/1.jpg', 'test/cat/2.jpg', 'test/unicorn/']);
    expect(split.folders.get('test/unicorn')).toBe('unicorn');
  });

  it('reports images that lie beside the folders', () => {
    expect(layOut(['1.jpg', '2.jpg'])).toMatchObject({ placed: [], outside: ['1.jpg', '2.jpg'] });
    expect(layOut(['cat/1.jpg', 'dog/2.jpg', '3.jpg']).outside).toEqual(['3.jpg']);
    expect(layOut(['train/1.jpg', 'test/2.jpg'])).toMatchObject({ placed: [] });
  });

  it('reads paths of Windows, and never leads out of the folder', () => {
    expect(places('a\\cat\\1.jpg', 'a\\dog\\2.jpg').map(([id]) => id)).toEqual(['cat/1.jpg', 'dog/2.jpg']);
    expect(places('../../etc/cat/1.jpg', '/etc/dog/2.jpg').map(([id]) => id)).toEqual([
      'cat/1.jpg',
      'dog/2.jpg',
    ]);
  });

  it('writes one name in one way', () => {
    const layout = layOut(['train/caf\u00e9/1.jpg', 'test/cafe\u0301/2.jpg']);
    expect(new Set(layout.placed.map(({ className }) => className)).size).toBe(1);
  });

  const name = fc.stringMatching(/^[a-z]{1,6}$/).filter((text) => !/^(train|val|valid|test)$/.test(text));
  const tree = fc.uniqueArray(name, { minLength: 2, maxLength: 6 }).chain((classes) =>
    fc.tuple(
      fc.constant(classes),
      fc.array(fc.tuple(fc.nat(classes.length - 1), fc.array(name, { maxLength: 2 }), fc.nat(999)), {
        maxLength: 30,
      }),
    ),
  );

  it('finds any classes again, whatever wraps them and in whatever order they come', () => {
    fc.assert(
      fc.property(
        tree,
        fc.array(name, { maxLength: 3 }),
        fc.constantFrom('', 'train/', 'test/'),
        ([classes, files], wrapper, part) => {
          const inner = [
            // An image directly in each class makes the classes unmistakable.
            ...classes.map((each) => `${part}${each}/first.jpg`),
            ...files.map(([at, nested, i]) => `${part}${[classes[at], ...nested, `${i}.png`].join('/')}`),
          ];
          const unique = [...new Set(inner)];
          const wrap = (paths: string[]) => layOut(paths.map((path) => [...wrapper, path].join('/')));
          const layout = wrap(unique);
          expect(layout.placed.map(({ id }) => id)).toEqual([...unique].sort());
          expect(new Set(layout.placed.map(({ className }) => className))).toEqual(new Set(classes));
          for (const placed of layout.placed) expect(`${placed.part ?? ''}`).toBe(part.replace('/', ''));
          const ids = (found: typeof layout) => found.placed.map(({ id }) => id);
          expect(ids(wrap([...unique].reverse()))).toEqual(ids(layout));
        },
      ),
    );
  });

  it('puts every visible file in exactly one place', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))),
        (paths) => {
          const layout = layOut(paths);
          expect([...layout.placed.map(({ path }) => path), ...layout.outside].sort()).toEqual(
            [...paths].sort(),
          );
        },
      ),
    );
  });
});
