import { gram } from './decomposition';
import { type LabelledFeatures, membersOf } from './samples';

/**
 * Which samples their k nearest neighbours name rightly: 1 or 0 for each. Nearest by the cosine between
 * features; the class with most neighbours wins, among equals the one whose neighbours are nearer together
 * (the larger sum of cosines). Nobody is a neighbour of their own group (see `membersOf`).
 */
export function nearestNeighbours(samples: LabelledFeatures, groups: Int32Array, k: number): Uint8Array {
  const { count, labels, classes } = samples;
  const products = gram(samples);
  const lengths = Float64Array.from({ length: count }, (_, row) =>
    Math.sqrt(products[row * count + row] ?? 0),
  );
  const right = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const near: { readonly cosine: number; readonly label: number }[] = [];
    for (let other = 0; other < count; other++) {
      if (groups[other] === groups[row]) continue;
      const scale = (lengths[row] ?? 0) * (lengths[other] ?? 0);
      const cosine = scale > 0 ? (products[row * count + other] ?? 0) / scale : 0;
      if (near.length === k && cosine <= (near.at(-1)?.cosine ?? 0)) continue;
      const place = near.findIndex((neighbour) => neighbour.cosine < cosine);
      near.splice(place < 0 ? near.length : place, 0, { cosine, label: labels[other] ?? 0 });
      if (near.length > k) near.pop();
    }
    right[row] = vote(near, classes) === labels[row] ? 1 : 0;
  }
  return right;
}

function vote(near: readonly { readonly cosine: number; readonly label: number }[], classes: number): number {
  const votes = new Float64Array(classes);
  const nearness = new Float64Array(classes);
  for (const { cosine, label } of near) {
    votes[label] = (votes[label] ?? 0) + 1;
    nearness[label] = (nearness[label] ?? 0) + cosine;
  }
  let best = 0;
  for (let label = 1; label < classes; label++) {
    const more = (votes[label] ?? 0) - (votes[best] ?? 0);
    if (more > 0 || (more === 0 && (nearness[label] ?? 0) > (nearness[best] ?? 0))) best = label;
  }
  return near.length === 0 ? -1 : best;
}

/** Whether there is anything to compare with: one group alone has no neighbours. */
export const hasSeveralGroups = (groups: Int32Array): boolean => membersOf(groups).length > 1;
