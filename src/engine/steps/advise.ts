import type { AdviseStep } from '../../plan/plan';
import { stopIfCancelled } from '../run/failure';
import { createProgress } from '../run/progress';
import { rankCandidates, type ScoredCandidate } from '../transferability/advise';
import { judgeAnswers } from '../transferability/judge-answers';
import type { LabelledFeatures } from '../transferability/samples';
import { scoreAnswers, scoreFeatures } from '../transferability/score';
import type { Features } from './features';
import {
  type Executed,
  type Inputs,
  inputOf,
  optionalInputOf,
  type StepContext,
  type StepOutput,
} from './output';
import { groupsOf } from './sample-groups';

/** Scores the features of each candidate and ranks them. Arithmetic only: no network runs here. */
export async function executeAdvise(
  { candidates: specs, classes, options }: AdviseStep['params'],
  inputs: Inputs,
  { platform, signal, emit }: StepContext,
): Promise<Executed> {
  const { dataset } = inputOf(inputs, 'data', 'data');
  const progress = createProgress(specs.length, 'candidates', platform.now, emit);
  let done = 0;

  async function featuresOf(role: string): Promise<{ samples: LabelledFeatures; groups: Int32Array }> {
    await platform.breathe();
    stopIfCancelled(signal);
    const { features } = inputOf(inputs, role, 'embed');
    return { samples: await labelled(features), groups: groupsOf(dataset, features.samples) };
  }
  const candidates: ScoredCandidate[] = [];
  let first:
    | { readonly samples: Int32Array; readonly labels: Int32Array; readonly groups: Int32Array }
    | undefined;
  for (const [index, spec] of specs.entries()) {
    const role = `candidate-${index}`;
    const { samples, groups } = await featuresOf(role);
    const scored = scoreFeatures(samples, groups, options.neighbours);
    first ??= { samples: inputOf(inputs, role, 'embed').features.samples, labels: samples.labels, groups };
    const source = `source-${index}`;
    const hasSource = optionalInputOf(inputs, source, 'embed') !== undefined;
    const answers = hasSource ? scoreAnswers((await featuresOf(source)).samples) : undefined;
    candidates.push({ spec, scored, ...(answers && { answers }) });
    progress(++done);
  }
  if (!first) throw new Error('The plan gives this step no candidate.');
  const { labels, groups } = first;
  const answers = answersTo(first.samples, inputOf(inputs, 'scratch', 'cross-validate'));
  const scratch = judgeAnswers(answers, { labels, classes: classes.length });
  const advice = rankCandidates({ candidates, scratch, labels, groups, classes }, options);
  return {
    output: { op: 'advise' },
    result: { op: 'advise', advice },
    problems: [],
    bytes: candidates.length * BYTES_PER_CANDIDATE,
  };
}

/** Some numbers and names. */
const BYTES_PER_CANDIDATE = 500;

/** What was answered to the samples, as the features list them. */
function answersTo(
  wanted: Int32Array,
  { samples, answers }: Pick<Extract<StepOutput, { op: 'cross-validate' }>, 'samples' | 'answers'>,
): Float32Array {
  const classes = answers.length / samples.length;
  const rows = new Map(Array.from(samples, (sample, row) => [sample, row]));
  const found = new Float32Array(wanted.length * classes);
  wanted.forEach((sample, at) => {
    const row = rows.get(sample);
    if (row !== undefined) found.set(answers.subarray(row * classes, (row + 1) * classes), at * classes);
  });
  return found;
}

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
