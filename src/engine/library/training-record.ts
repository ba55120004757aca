import type { Part } from '../../plan/catalog';
import type { FitOptions, LoadExpression } from '../../plan/expressions';
import type { BodySpec, FitStep, LoadStep, ModelSpec, Plan, ReEstimateStep, Step } from '../../plan/plan';
import { shippedBackbones } from '../../plan/shipped/index';
import { untrainedBackbones } from '../../plan/shipped/untrained';
import type { Provenance } from '../models/bundle';
import type { Platform } from '../platform/platform';

/** How a network came to be that was trained in Graft, so that whoever finds it later can tell. */
export interface TrainingRecord {
  /** The title of the graph. */
  readonly graph: string;
  /** ISO 8601: when it was saved. */
  readonly savedAt: string;
  readonly dataset: TrainingData;
  readonly settings: Pick<FitOptions, 'optimizer' | 'learningRate' | 'epochs' | 'batchSize' | 'seed'> & {
    /** Of the body's blocks, those that kept their weights. */
    readonly frozenBlocks: number;
    readonly blocks: number;
    /** Batch norm's statistics were re-estimated on the training images before. */
    readonly statistics?: 'target';
  };
  readonly startedFrom: Ancestor;
  /** What Evaluate nodes measured of it, where they did. */
  readonly measured: readonly Measured[];
}

export interface TrainingData {
  readonly id: string;
  readonly name: string;
  readonly licence: string;
  /** In the order of the outputs. */
  readonly classes: readonly string[];
  /** Those that were kept, where not all were. */
  readonly domains: readonly string[];
  /** Most images of a class, where there was a limit. */
  readonly limitPerClass?: number;
}

export interface Measured {
  readonly part: Part;
  readonly dataset: string;
  readonly samples: number;
  /** In [0, 1]. */
  readonly accuracy: number;
}

/** What a training started from. */
export type Ancestor =
  | { readonly kind: 'random'; readonly label: string; readonly seed: number }
  | {
      readonly kind: 'backbone';
      readonly id: string;
      readonly label: string;
      readonly sourceTask: string;
      readonly licence: string;
      readonly origin: string;
      /** Of a model of the user's own: its own past, and so on. */
      readonly provenance?: Provenance;
    }
  | { readonly kind: 'trained'; readonly training: TrainingRecord };

export interface RecordRequest {
  /** A step of `plan`. */
  readonly fitStep: string;
  readonly plan: Plan;
  readonly graph: string;
  readonly savedAt: string;
  /** Accuracies by the id of their evaluate step. */
  readonly measured: Readonly<Record<string, { readonly accuracy: number; readonly samples: number }>>;
}

/** Gathers what the plan and the stores know of a training. Throws when the plan has no such step. */
export async function trainingRecord(request: RecordRequest, platform: Platform): Promise<TrainingRecord> {
  const { plan, graph, savedAt } = request;
  const steps = new Map(plan.steps.map((step) => [step.id, step]));
  const fit = stepOf(steps, request.fitStep, 'fit');
  const { optimizer, learningRate, epochs, batchSize, seed } = fit.params.options;
  const { frozenBlocks, blocks } = fit.params.model;
  return {
    graph,
    savedAt,
    dataset: await describeData(loadBehind(steps, fit.inputs.data), fit.params.classes, platform),
    settings: {
      optimizer,
      learningRate,
      epochs,
      batchSize,
      seed,
      frozenBlocks,
      blocks: blocks.length,
      ...(reEstimated(fit, plan) && { statistics: 'target' }),
    },
    startedFrom: await ancestorOf(fit, request, platform),
    measured: await measuredOf(steps, request, platform),
  };
}

function stepOf<Op extends Step['op']>(
  steps: ReadonlyMap<string, Step>,
  id: string | undefined,
  op: Op,
): Extract<Step, { op: Op }> {
  const step = steps.get(id ?? '');
  if (step?.op !== op) throw new Error(`The plan has no step "${id}" that is a ${op}.`);
  return step as Extract<Step, { op: Op }>;
}

/** The dataset that some prepared data were made of. */
function loadBehind(steps: ReadonlyMap<string, Step>, data: string | undefined): LoadStep['params'] {
  let step = steps.get(data ?? '');
  while (step && step.op !== 'load') step = steps.get(step.inputs.data ?? '');
  if (!step) throw new Error('The plan does not say where the images come from.');
  return step.params;
}

async function describeData(
  load: Omit<LoadExpression, 'op'>,
  classes: readonly string[],
  platform: Platform,
): Promise<TrainingData> {
  const index = (await platform.dataset(load.dataset))?.index;
  return {
    id: load.dataset,
    name: index?.name ?? load.dataset,
    licence: index?.licence ?? '',
    classes,
    domains: load.domains,
    ...(load.limitPerClass > 0 && { limitPerClass: load.limitPerClass }),
  };
}

async function ancestorOf(fit: FitStep, request: RecordRequest, platform: Platform): Promise<Ancestor> {
  const origin = trainedBefore(fit, request.plan);
  if (origin) {
    return { kind: 'trained', training: await trainingRecord({ ...request, fitStep: origin.id }, platform) };
  }
  return bodyAncestor(fit.params.model.body, platform);
}

/** The step that re-estimates the statistics of a body, where one comes before its training. */
const reEstimated = ({ inputs }: Step, { steps }: Plan): ReEstimateStep | undefined =>
  steps.find((step): step is ReEstimateStep => step.id === inputs.origin && step.op === 're-estimate');

/** The training that a body comes from. */
function trainedBefore(fit: FitStep, plan: Plan): FitStep | undefined {
  const { origin } = (reEstimated(fit, plan) ?? fit).inputs;
  return plan.steps.find((step): step is FitStep => step.id === origin && step.op === 'fit');
}

async function bodyAncestor(body: BodySpec, platform: Platform): Promise<Ancestor> {
  if (body.op === 'trained-body') return bodyAncestor(body.base, platform);
  if (body.op === 'small-cnn') return { kind: 'random', label: 'Small CNN', seed: body.seed };
  const own = await platform.models?.about(body.backbone);
  const info =
    own?.info ?? [...shippedBackbones, ...untrainedBackbones].find(({ id }) => id === body.backbone);
  if (body.seed !== undefined) {
    return { kind: 'random', label: info?.label ?? body.backbone, seed: body.seed };
  }
  const { label = body.backbone, sourceTask = '', licence = '', origin = '' } = info ?? {};
  const about = { kind: 'backbone', id: body.backbone, label, sourceTask, licence, origin } as const;
  return own ? { ...about, provenance: own.provenance } : about;
}

async function measuredOf(
  steps: ReadonlyMap<string, Step>,
  { fitStep, measured }: RecordRequest,
  platform: Platform,
): Promise<Measured[]> {
  const found: Measured[] = [];
  for (const step of steps.values()) {
    const result = measured[step.id];
    if (step.op !== 'evaluate' || step.inputs.trained !== fitStep || !result) continue;
    const data = await describeData(loadBehind(steps, step.inputs.data), [], platform);
    found.push({ part: step.params.part, dataset: data.name, ...result });
  }
  return found;
}

/** Where a body's architecture comes from, past all trainings in between. */
export function originOf({ body }: Pick<ModelSpec, 'body'>): Exclude<BodySpec, { op: 'trained-body' }> {
  let spec = body;
  while (spec.op === 'trained-body') spec = spec.base;
  return spec;
}
