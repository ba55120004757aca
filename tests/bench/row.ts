/** One line of the bench: something measured against what it must reach. */
export interface Row {
  /** Short, for `--only` and the JSON file. */
  readonly name: string;
  /** Rows of one group can be asked for together, as in `npm run bench -- editor`. */
  readonly group?: string;
  readonly what: string;
  readonly target: Target;
  /** Why it cannot be measured here, e.g. a program that is not installed. */
  skip?(): Promise<string | undefined>;
  measure(options: MeasureOptions): Promise<Measured>;
}

export interface Target {
  readonly value: number;
  readonly kind: 'at most' | 'equals';
}

export interface MeasureOptions {
  /** Pairs to take the median of, at least 5. */
  readonly runs: number;
}

export interface Measured {
  readonly value: number;
  /** Absent for ratios. */
  readonly unit?: string;
  /** What lies behind the value: both sides' times, each case, the limit that stops it. */
  readonly detail: Readonly<Record<string, number | string>>;
}

/** To "equal" is to be the same once rounded to the two digits that are printed. */
export function reaches(value: number, { value: wanted, kind }: Target): boolean {
  return kind === 'at most' ? value <= wanted : Math.abs(value - wanted) < 0.005;
}
