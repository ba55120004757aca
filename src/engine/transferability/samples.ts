/** Features of labelled samples: what every score of transferability is computed from. */
export interface LabelledFeatures {
  /** float32 or float64 [count, width], row-major. */
  readonly features: Float32Array | Float64Array;
  readonly count: number;
  readonly width: number;
  /** [count], each in [0, classes). */
  readonly labels: Int32Array;
  readonly classes: number;
}

/** Samples of each class. */
export function classCounts({ labels, classes }: Pick<LabelledFeatures, 'labels' | 'classes'>): Int32Array {
  const counts = new Int32Array(classes);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/**
 * Rows that belong together, such as drawings of one thing: whoever is judged by what was learned from the
 * rest must not find a near-duplicate there. `groups[i]` is any number that row i shares with its own kind.
 */
export function membersOf(groups: Int32Array): readonly Int32Array[] {
  const members = new Map<number, number[]>();
  groups.forEach((group, row) => {
    const rows = members.get(group);
    if (rows) rows.push(row);
    else members.set(group, [row]);
  });
  return [...members.values()].map((rows) => Int32Array.from(rows));
}
