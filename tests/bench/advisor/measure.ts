import type { BackendInfo } from '../../../src/engine/events';
import type { AdviceSummary } from '../../../src/engine/results';
import type { ContentStore } from '../../../src/engine/store/content-store';
import { type RunSettings, runDocument } from '../../engine/run/world';
import type { ShippedTarget } from '../../shipped-targets';
import {
  type Amount,
  adviceGraph,
  evaluations,
  SCRATCH_SEEDS,
  scratchGraph,
  trainingGraph,
} from './document';

export interface Measured {
  readonly target: string;
  readonly advice: AdviceSummary;
  /** Test accuracy of a linear head on each candidate's frozen features, mean over seeds, in the ranking's order. */
  readonly reached: readonly number[];
  /** Test accuracy of a small network from scratch, mean over seeds. */
  readonly scratch: number;
}

interface Settings {
  readonly backend: BackendInfo;
  /** Features and trainings are kept here from run to run. */
  readonly content: ContentStore | undefined;
  readonly amount: Amount;
  readonly cuts: string;
  readonly backbones: readonly string[];
  readonly seeds: readonly number[];
}

/** What the Advisor says of a target, and what its candidates really reach. */
export async function measureTarget(target: ShippedTarget, settings: Settings): Promise<Measured> {
  const { backend, content, amount, cuts, backbones, seeds } = settings;
  const run: RunSettings = { backend, content };
  const advised = await runDocument(adviceGraph(target, amount, cuts, backbones), run);
  const { advice } = advised.result('advisor', 'advise');
  const trained = await runDocument(trainingGraph(target, amount, advice.candidates, seeds), run);
  const accuracies = seeds.map((seed) =>
    evaluations(advice.candidates, seed).map((node) => trained.result(node, 'evaluate').report.accuracy),
  );
  const reached = advice.candidates.map(
    (_, index) => accuracies.reduce((sum, own) => sum + (own[index] ?? 0), 0) / seeds.length,
  );
  const scratch = await runDocument(scratchGraph(target, amount), run);
  return {
    target: target.name,
    advice,
    reached,
    scratch:
      SCRATCH_SEEDS.reduce(
        (sum, seed) => sum + scratch.result(`evaluate-${seed}`, 'evaluate').report.accuracy,
        0,
      ) / SCRATCH_SEEDS.length,
  };
}
