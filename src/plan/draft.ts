import type { Problem } from '../graph/problem';
import type { Catalog } from './catalog';
import type { ModelDescription } from './describe-model';
import type { DataValue } from './expressions';
import type { ModelSpec, PassName, PrefixSpec, StepOf, StepOp } from './plan';

/** Operations that only say which samples there are. */
type DataOp = 'load' | 'split' | 'augment';
/** Operations that run a network. */
export type NetworkOp = Exclude<StepOp, DataOp | 'advise'>;

/** The network of a step, as inference described it. */
export interface Network {
  readonly model: ModelDescription;
  /** The nodes that its body comes from: a backbone, or a trained model. */
  readonly nodes: readonly string[];
  readonly specs: NetworkSpecs;
}

/** What the engine builds of a network, without its head: the same objects for all steps on one body. */
export interface NetworkSpecs {
  readonly whole: ModelSpec;
  readonly prefix: PrefixSpec;
  /** The whole body with pooling, as it is before training. */
  readonly features: PrefixSpec;
}

/** A step in the making. */
export interface DraftOf<Op extends StepOp> extends Pick<StepOf<Op>, 'nodes' | 'inputs' | 'notes'> {
  /** Unique in its draft; says nothing. Keys and places come last, when nothing changes any more. */
  readonly id: string;
  readonly op: Op;
  readonly params: StepOf<Op>['params'];
  /** The data that it gives, or that its network reads. */
  readonly data: DataValue;
  readonly network: Op extends NetworkOp ? Network : undefined;
  /** Given by the sharing pass. */
  readonly key?: string;
}

export type DraftStep = { readonly [Op in StepOp]: DraftOf<Op> }[StepOp];
export type DataDraft = Extract<DraftStep, { op: DataOp }>;
export type NetworkDraft = Extract<DraftStep, { op: NetworkOp }>;

/** A plan in the making: what the passes of the compiler take and give. */
export interface Draft {
  /** Each step behind its inputs. */
  readonly steps: readonly DraftStep[];
  /** Ids of the steps that the targets ask for. */
  readonly roots: readonly string[];
  /** Node → id of the step that gives what the node stands for. */
  readonly results: ReadonlyMap<string, string>;
  /** What passes found that the user should know. */
  readonly problems: readonly Problem[];
}

export interface PassWorld {
  readonly catalog: Catalog;
  /** Bytes that the activations of a forward pass may take. */
  readonly memoryBudget: number;
}

/** One rewriting of a plan: pure, and without effect on what any target gives. */
export interface Pass {
  readonly name: PassName;
  /** For people, e.g. `Frozen prefix`. */
  readonly title: string;
  /** `summary`: one sentence on what it did in this draft, or that there was nothing to do. */
  readonly run: (draft: Draft, world: PassWorld) => { readonly draft: Draft; readonly summary: string };
}

/** The step with one more note. */
export const noted = <S extends DraftStep>(step: S, pass: PassName, text: string): S => ({
  ...step,
  notes: [...step.notes, { pass, text }],
});

export const isNetwork = (step: DraftStep): step is NetworkDraft => step.network !== undefined;
