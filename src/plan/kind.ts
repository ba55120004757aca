import type { Json } from '../graph/document';
import type { PortSpec } from '../graph/ports';
import type { Problem } from '../graph/problem';
import type { Catalog } from './catalog';
import type { Expression, Value, ValueOfType } from './expressions';
import type { Option, ParamSpecs, ParamsOf } from './params';

export type Category = 'data' | 'model' | 'training' | 'results' | 'notes';

/** A line that the node shows under its title, e.g. `Trainable` → `12,345`. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Draws a bar of this fraction, e.g. trainable of all parameters. */
  readonly fraction?: number;
}

/** A problem that a kind reports about itself; the compiler adds the node. */
export type OwnProblem = Omit<Problem, 'nodeId'>;

type InputValues<I extends Readonly<Record<string, PortSpec>>> = {
  readonly [K in keyof I]: I[K] extends { required: false }
    ? ValueOfType<I[K]['type']> | undefined
    : ValueOfType<I[K]['type']>;
};

export interface InferContext<I extends Readonly<Record<string, PortSpec>>, P extends ParamSpecs> {
  readonly inputs: InputValues<I>;
  readonly params: ParamsOf<P>;
  readonly catalog: Catalog;
}

/** As `InferContext`, but while the user is still wiring: any input may be missing. */
export interface OptionsContext<I extends Readonly<Record<string, PortSpec>>, P extends ParamSpecs> {
  readonly inputs: { readonly [K in keyof I]: ValueOfType<I[K]['type']> | undefined };
  readonly params: ParamsOf<P>;
  readonly catalog: Catalog;
}

export interface Inferred {
  /** One value for each output port; a port is left out when an error prevents it. */
  readonly outputs: Readonly<Partial<Record<string, Value>>>;
  /** What the node stands for, where that is neither one of its outputs nor what is wired into it. */
  readonly meaning?: readonly Expression[];
  readonly facts?: readonly Fact[];
  readonly problems?: readonly OwnProblem[];
}

/**
 * A node kind: its ports, parameters, help and static inference. Pure data and functions, so
 * that it serves the compiler, the editor and the headless runner alike.
 */
export interface NodeKind<
  I extends Readonly<Record<string, PortSpec>> = Readonly<Record<string, PortSpec>>,
  O extends Readonly<Record<string, PortSpec>> = Readonly<Record<string, PortSpec>>,
  P extends ParamSpecs = ParamSpecs,
> {
  readonly kind: string;
  readonly version: number;
  readonly label: string;
  readonly category: Category;
  /** One line for the palette. */
  readonly summary: string;
  /** Markdown that teaches the concept: what, why, when, what to watch for. */
  readonly help: string;
  readonly inputs: I;
  readonly outputs: O;
  readonly params: P;
  /** Words that a search in the palette should also find it by. */
  readonly keywords?: readonly string[];
  /** Options of `dynamic-choice` and `dynamic-set` parameters. */
  readonly options?: (param: keyof P & string, context: OptionsContext<I, P>) => readonly Option[];
  /** What changes on the same node when a person sets one of its parameters, as it is in `context` by then. */
  readonly alongside?: (
    param: keyof P & string,
    context: Omit<OptionsContext<I, P>, 'inputs'>,
  ) => Readonly<Record<string, Json>>;
  /** Must not throw, and must be quick: it runs at every edit. */
  readonly infer: (context: InferContext<I, P>) => Inferred;
  /** A run executes what this node stands for even if nothing is wired to its outputs. */
  readonly target?: boolean;
  /** Rewrites `params` that an older version of the kind wrote, keyed by that version. */
  readonly migrations?: Readonly<
    Record<number, (params: Record<string, unknown>) => Record<string, unknown>>
  >;
}

/** Gives a kind its precise types; the registry stores it with the general ones. */
export const defineKind = <
  const I extends Readonly<Record<string, PortSpec>>,
  const O extends Readonly<Record<string, PortSpec>>,
  const P extends ParamSpecs,
>(
  kind: NodeKind<I, O, P>,
): NodeKind => kind as unknown as NodeKind;
