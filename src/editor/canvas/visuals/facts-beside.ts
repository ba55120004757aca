import type { Fact } from '../../../plan/kind';

/** Facts of node kinds, which know no language, that the bar of a network says already. */
const SAID_BY_BAR: ReadonlySet<string> = new Set(['Trainable', 'Frozen', 'Parameters']);
const WITH_BAR: ReadonlySet<string> = new Set([
  'backbone',
  'small-cnn',
  'trained-model',
  'freeze',
  'head',
  'train',
]);

/** The facts to show below what a kind shows on its node. */
export const factsBeside = (kind: string, facts: readonly Fact[]): readonly Fact[] =>
  WITH_BAR.has(kind) ? facts.filter(({ label }) => !SAID_BY_BAR.has(label)) : facts;
