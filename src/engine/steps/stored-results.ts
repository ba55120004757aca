import type { StoredContent } from '../store/content-store';
import type { StoredKind } from '../store/entry';
import type { Executed, StepOutput, StepResults } from './output';
import { openFeatures, type StoredFeatures } from './stored-features';

/** What is stored of a step that was executed: plain data. */
type Stored = Pick<Executed, 'result' | 'problems'> & {
  readonly output: StoredFeatures | Exclude<StepOutput, { op: 'data' | 'embed' }>;
};

const KINDS: Readonly<Partial<Record<StepOutput['op'], StoredKind>>> = {
  're-estimate': 'features',
  fit: 'network',
  'range-test': 'report',
  'cross-validate': 'report',
  advise: 'report',
  evaluate: 'report',
};

/** Stores what a step gave, where that is worth it. Features are stored as they are made. */
export async function storeExecuted(results: StepResults, executed: Executed, label: string): Promise<void> {
  const { output, result, problems } = executed;
  const kind = KINDS[output.op];
  if (!kind) return;
  const writer = await results.write(kind, label, executed.bytes);
  if (writer && !(await writer.finish({ output, result, problems }))) await writer.discard();
}

/** What the step gave when it was executed. */
export async function restoreExecuted(content: StoredContent): Promise<Executed> {
  const { output, result, problems } = content.value as Stored;
  if (output.op !== 'embed') return { output, result, problems, bytes: content.bytes };
  const features = await openFeatures(output, content);
  return { output: { op: 'embed', features }, result, problems, bytes: features.memoryBytes };
}

/** What is shown of the step, without the rest. */
export const shownOf = (value: unknown): Pick<Executed, 'result' | 'problems'> => value as Stored;
