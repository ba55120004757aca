import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { versionsToDrop } from '../../../src/editor/library/thin-versions';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const versions = fc
  .array(fc.record({ age: fc.integer({ min: 0, max: 400 * DAY }), isNamed: fc.boolean() }), { maxLength: 60 })
  .map((made) =>
    made.map(({ age, isNamed }, place) => ({
      id: `v${place}`,
      at: NOW - age,
      ...(isNamed && { name: `Name ${place}` }),
    })),
  );

const keep = <T extends { id: string; at: number }>(all: readonly T[], now: number): T[] => {
  const gone = new Set(versionsToDrop(all, now));
  return all.filter(({ id }) => !gone.has(id));
};

describe('thinning versions out', () => {
  it('never drops a named version, the newest, the oldest, or one of the last two hours', () => {
    fc.assert(
      fc.property(versions, (all) => {
        const gone = new Set(versionsToDrop(all, NOW));
        const times = all.map(({ at }) => at);
        for (const version of all) {
          const isRecent = NOW - version.at < 120 * MINUTE;
          if ('name' in version || isRecent) expect(gone.has(version.id)).toBe(false);
        }
        const left = all.filter(({ id }) => !gone.has(id)).map(({ at }) => at);
        if (all.length > 0) {
          expect(Math.max(...left)).toBe(Math.max(...times));
          expect(Math.min(...left)).toBe(Math.min(...times));
        }
      }),
    );
  });

  it('is done when it is done', () => {
    fc.assert(
      fc.property(versions, (all) => {
        expect(versionsToDrop(keep(all, NOW), NOW)).toEqual([]);
      }),
    );
  });

  it('keeps a year of edits every two minutes to a few hundred versions, spread over all of it', () => {
    let all: { id: string; at: number }[] = [];
    for (let day = 0; day < 365; day++) {
      for (let minute = 0; minute < 60; minute += 2) {
        const at = NOW + day * DAY + minute * MINUTE;
        all.push({ id: `${day}/${minute}`, at });
      }
      all = keep(all, NOW + day * DAY + 60 * MINUTE);
    }
    expect(all.length).toBeGreaterThan(100);
    expect(all.length).toBeLessThan(200);
    const gaps = all.slice(1).map(({ at }, place) => at - (all[place]?.at ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(14 * DAY);
  });
});
