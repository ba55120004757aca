import type { FitStep, Plan } from '../../plan/plan';
import type { ExportFormat, LibraryEntry, Outcome } from '../../worker/api';
import { engine } from '../engine/engine';
import { t } from '../language/t';
import { download } from './download';
import { currentDocument, useEditor } from './editor-store';
import { notify } from './notices';

/** Reads the list of the user's own models and makes them known to the compiler. */
export async function loadModels(): Promise<void> {
  const outcome = await (await engine()).models();
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  const { models, damaged } = outcome.value;
  useEditor.setState({
    userModels: new Map(models.map((entry) => [entry.info.id, entry])),
    damagedModels: damaged,
  });
}

/** At the start of a visit. What cannot be read is told, and graphs say which models they miss. */
export function restoreModels(): void {
  loadModels().catch((error: unknown) =>
    notify({ tone: 'error', text: t('Your models cannot be read.'), detail: messageOf(error) }),
  );
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Makes a model that was just stored known to the compiler, as the newest. */
export function learnModel(entry: LibraryEntry): void {
  useEditor.setState(({ userModels }) => {
    const others = [...userModels].filter(([id]) => id !== entry.info.id);
    return { userModels: new Map([[entry.info.id, entry], ...others]) };
  });
}

export async function renameModel(id: string, label: string): Promise<void> {
  const outcome = await (await engine()).renameModel(id, label);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  await loadModels();
}

/** Removes a model from this machine. Graphs that use it will say that it is missing. */
export async function removeModel(id: string): Promise<void> {
  const outcome = await (await engine()).removeModel(id);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  await loadModels();
}

/** Downloads a model as a file. */
export async function exportModel(id: string, format: ExportFormat): Promise<void> {
  const outcome = await (await engine()).exportModel(id, format);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  download(outcome.value.name, outcome.value.file);
}

/** The training of a Train node as the graph is now. */
export function fitStepOf(nodeId: string): FitStep | undefined {
  const plan = useEditor.getState().analysis?.plan;
  const id = plan?.nodes[nodeId]?.resultStep;
  const step = plan?.steps.find((candidate) => candidate.id === id);
  return step?.op === 'fit' ? step : undefined;
}

/** Also of the trainings that this one builds on. */
const measuredThroughout = (plan: Plan): ReturnType<typeof measuredIn> =>
  Object.assign({}, ...plan.steps.flatMap(({ id, op }) => (op === 'fit' ? [measuredIn(id)] : [])));

/** What Evaluate nodes measured of a training, by the id of their step. */
export function measuredIn(
  fitStep: string,
): Readonly<Record<string, { readonly accuracy: number; readonly samples: number }>> {
  const { analysis, run } = useEditor.getState();
  const found = (analysis?.plan.steps ?? []).flatMap(({ id, key, inputs }) => {
    const result = inputs.trained === fitStep ? run.steps[key]?.result : undefined;
    if (result?.op !== 'evaluate') return [];
    const { accuracy, samples } = result.report;
    return [[id, { accuracy, samples }] as const];
  });
  return Object.fromEntries(found);
}

/** Keeps what a Train node learned as a model of the user's own, with what is known of how it came to be. */
export async function saveTrained(nodeId: string, name: string): Promise<Outcome<LibraryEntry>> {
  const plan = useEditor.getState().analysis?.plan;
  const step = fitStepOf(nodeId);
  if (!plan || !step) throw new Error(t('There is no training to save.'));
  const outcome = await (await engine()).saveTrained({
    name,
    plan,
    fitStep: step.id,
    graph: currentDocument().title,
    savedAt: new Date().toISOString(),
    measured: measuredThroughout(plan),
  });
  if (outcome.ok) learnModel(outcome.value);
  return outcome;
}
