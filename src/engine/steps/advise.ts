import type { AdviseStep } from '../../plan/plan';
import type { Dataset } from '../data/dataset';
import { stopIfCancelled } from '../run/failure';
import { createProgress } from '../run/progress';
import { rankCandidates, type ScoredCandidate } from '../transferability/advise';
import { hasSeveralGroups } from '../transferability/nearest-neighbours';
import type { LabelledFeatures } from '../transferability/samples';
import { scoreAnswers, scoreFeatures } from '../transferability/score';
import type { Features } from './features';
import { type Executed, type Inputs, inputOf, optionalInputOf, type StepContext } from './output';

/** Scores the features of each candidate and ranks them. Arithmetic only: no network runs here. */
export async function executeAdvise(
  { candidates: specs, classes, options }: AdviseStep['params'],
  inputs: Inputs,
  { platform, signal, emit }: StepContext,
): Promise<Executed> {
  const { dataset } = inputOf(inputs, 'data', 'data');
  const progress = createProgress(specs.length + 1, 'candidates', platform.now, emit);
  let done = 0;

  async function featuresOf(role: string): Promise<{ samples: LabelledFeatures; groups: Int32Array }> {
    await platform.breathe();
    stopIfCancelled(signal);
    const { features } = inputOf(inputs, role, 'embed');
    return { samples: await labelled(features), groups: groupsOf(dataset, features.samples) };
  }
  async function scoresOf(role: string) {
    const { samples, groups } = await featuresOf(role);
    const scored = scoreFeatures(samples, groups, options.neighbours);
    progress(++done);
    return { scored, labels: samples.labels, groups };
  }

  const untrained = await scoresOf('untrained');
  const candidates: ScoredCandidate[] = [];
  for (const [index, spec] of specs.entries()) {
    const { scored } = await scoresOf(`candidate-${index}`);
    const source = `source-${index}`;
    const hasSource = optionalInputOf(inputs, source, 'embed') !== undefined;
    const answers = hasSource ? scoreAnswers((await featuresOf(source)).samples) : undefined;
    candidates.push({ spec, scored, ...(answers && { answers }) });
  }
  const { labels, groups } = untrained;
  const advice = rankCandidates(
    { candidates, untrained: untrained.scored, labels, groups, classes },
    options,
  );
  return {
    output: { op: 'advise' },
    result: { op: 'advise', advice },
    problems: [],
    bytes: candidates.length * BYTES_PER_CANDIDATE,
  };
}

/** Some numbers and names. */
const BYTES_PER_CANDIDATE = 500;

/** All rows, each with the class that its labels name. */
async function labelled(features: Features): Promise<LabelledFeatures> {
  const { samples, classes } = features;
  const count = samples.length;
  const { data, targets } = await features.rows(Int32Array.from(samples, (_, row) => row));
  const labels = Int32Array.from(samples, (_, row) => {
    const own = targets.subarray(row * classes, (row + 1) * classes);
    return own.indexOf(Math.max(...own));
  });
  return { features: data, count, width: data.length / count, labels, classes };
}

/** Near-duplicates of one source are one group, a sample without a source is its own. */
function groupsOf({ samples }: Dataset, positions: Int32Array): Int32Array {
  const numbers = new Map<string, number>();
  const groups = positions.map((position, row) => {
    const source = samples[position]?.entry.source;
    if (source === undefined) return row;
    const known = numbers.get(source) ?? row;
    numbers.set(source, known);
    return known;
  });
  return hasSeveralGroups(groups) ? groups : positions.map((_, row) => row);
}
