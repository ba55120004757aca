import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

export interface Result {
  readonly backbone: string;
  readonly target: string;
  readonly policy: string;
  readonly perClass: number;
  readonly seed: number;
  /** Hash of graph, weights and data: a result of another recipe is measured anew. */
  readonly recipe: string;
  /** On the test part. */
  readonly accuracy: number;
  readonly testImages: number;
  /** Wall clock. */
  readonly seconds: number;
}

type Place = Pick<Result, 'backbone' | 'target' | 'policy' | 'perClass' | 'seed'>;

const placeOf = ({ backbone, target, policy, perClass, seed }: Place): string =>
  [backbone, target, policy, perClass, seed].join('|');

/** Results in a JSON file, saved one by one, so that a bench that was stopped goes on where it was. */
export function openResults(file: string) {
  const all = new Map<string, Result>();
  if (existsSync(file)) {
    for (const result of JSON.parse(readFileSync(file, 'utf8')) as Result[]) all.set(placeOf(result), result);
  }
  return {
    has: (place: Place, recipe: string): boolean => all.get(placeOf(place))?.recipe === recipe,
    all: (): readonly Result[] => [...all.values()],
    add(result: Result): void {
      all.set(placeOf(result), result);
      const lines = [...all.entries()]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, each]) => JSON.stringify(each));
      writeFileSync(`${file}.draft`, `[\n${lines.join(',\n')}\n]\n`);
      renameSync(`${file}.draft`, file);
    },
  };
}
