const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The older versions are, the further apart they may be: of each stretch of time the last one stays. */
const STRETCHES: readonly { readonly until: number; readonly length: number }[] = [
  { until: 2 * HOUR, length: 0 },
  { until: DAY, length: 30 * MINUTE },
  { until: 7 * DAY, length: 4 * HOUR },
  { until: 60 * DAY, length: DAY },
  { until: Number.POSITIVE_INFINITY, length: 7 * DAY },
];

interface Dated {
  readonly id: string;
  readonly at: number;
  readonly name?: string;
}

/** The ids of versions that may go at the time `now`. Named ones, the newest and the oldest always stay. */
export function versionsToDrop(versions: readonly Dated[], now: number): readonly string[] {
  const newestFirst = [...versions].sort((a, b) => b.at - a.at);
  const seen = new Set<string>();
  return newestFirst.flatMap((version, place) => {
    const { length } = STRETCHES.find(({ until }) => now - version.at < until) ?? { length: 0 };
    // Fixed stretches of the calendar: sliding ones would let every version fall in turn.
    const stretch = length === 0 ? version.id : `${length} ${Math.floor(version.at / length)}`;
    const isFirst = !seen.has(stretch);
    seen.add(stretch);
    const isEnd = place === 0 || place === newestFirst.length - 1;
    return isFirst || isEnd || version.name !== undefined ? [] : [version.id];
  });
}
