import { intervalOf } from './interval';
import { POLICIES } from './policy-graph';
import type { Result } from './results';

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
const percent = (share: number): string => (100 * share).toFixed(1);

/** Mean accuracy ± half of its 95 % interval in percent, and from how many seeds where it is not five. */
function cellText(accuracies: readonly number[]): string {
  if (accuracies.length === 0) return '–';
  const { mean, half, count } = intervalOf(accuracies);
  const spread = half === undefined ? '' : ` ± ${percent(half)}`;
  return `${percent(mean)}${spread}${count === 5 ? '' : ` (${count})`}`;
}

type Key = Pick<Result, 'backbone' | 'target' | 'policy' | 'perClass'>;

const matching = (results: readonly Result[], key: Key): readonly Result[] =>
  results.filter(
    (result) =>
      result.backbone === key.backbone &&
      result.target === key.target &&
      result.policy === key.policy &&
      result.perClass === key.perClass,
  );

const accuraciesOf = (results: readonly Result[], key: Key): number[] =>
  matching(results, key).map(({ accuracy }) => accuracy);

/** One table for each backbone: a row is a target at a size, a column a policy. */
export function tables(results: readonly Result[]): string {
  const parts: string[] = [];
  for (const backbone of unique(results.map((result) => result.backbone))) {
    const own = results.filter((result) => result.backbone === backbone);
    const rows = unique(own.map(({ target }) => target)).flatMap((target) =>
      unique(own.map(({ perClass }) => perClass))
        .sort((a, b) => a - b)
        .map((perClass) => {
          const cells = POLICIES.map((policy) =>
            cellText(accuraciesOf(own, { backbone, target, policy, perClass })),
          );
          return `| ${target} | ${perClass} | ${cells.join(' | ')} |`;
        }),
    );
    parts.push(
      [
        `### ${backbone}`,
        '',
        `| target | images a class | ${POLICIES.join(' | ')} |`,
        `| --- | ---: | ${POLICIES.map(() => '---:').join(' | ')} |`,
        ...rows,
      ].join('\n'),
    );
  }
  return parts.join('\n\n');
}

/**
 * How much better one policy is than another in the mean of the seeds that both have: seeds differ more from
 * each other than policies do. `undefined` where they share none.
 */
function gainOf(results: readonly Result[], key: Omit<Key, 'policy'>, better: string, worse: string) {
  const bySeed = (policy: string) =>
    new Map(matching(results, { ...key, policy }).map(({ seed, accuracy }) => [seed, accuracy]));
  const other = bySeed(worse);
  const gains = [...bySeed(better)].flatMap(([seed, accuracy]) => {
    const against = other.get(seed);
    return against === undefined ? [] : [accuracy - against];
  });
  return gains.length > 0 ? intervalOf(gains).mean : undefined;
}

/** What must be shown: by backbone, over the seeds that both sides have. The best of several policies counts. */
export function checks(results: readonly Result[]): string[] {
  const pairs = unique(results.map(({ backbone, target }) => `${backbone}|${target}`)).map((pair) => {
    const [backbone = '', target = ''] = pair.split('|');
    return { backbone, target };
  });
  const compared = (perClass: number, better: readonly string[], worse: string) =>
    pairs.flatMap((pair) => {
      const gains = better.flatMap((policy) => gainOf(results, { ...pair, perClass }, policy, worse) ?? []);
      return gains.length === 0 ? [] : [{ ...pair, wins: Math.max(...gains) > 0 }];
    });
  const lines = (title: string, found: ReturnType<typeof compared>, enough: (share: number) => boolean) =>
    unique(found.map(({ backbone }) => backbone)).map((backbone) => {
      const own = found.filter((each) => each.backbone === backbone);
      const won = own.filter(({ wins }) => wins);
      const lost = own.filter(({ wins }) => !wins).map(({ target }) => target);
      const verdict = enough(won.length / own.length) ? 'holds' : 'DOES NOT HOLD';
      const where = lost.length > 0 ? `; not on ${lost.join(', ')}` : '';
      return `${title}, ${backbone}: ${won.length} of ${own.length} targets${where}: ${verdict}`;
    });
  return [
    ...lines(
      'Fine-tuning or LP-FT beats frozen at 100 images a class',
      compared(100, ['last-block', 'full', 'lp-ft'], 'frozen'),
      (share) => share >= 0.5,
    ),
    ...lines(
      'Frozen beats scratch at 5 images a class',
      compared(5, ['frozen'], 'scratch'),
      (share) => share === 1,
    ),
  ];
}
