import type { Json } from '../graph/document';

/**
 * Parameter specifications. A node kind writes each parameter once, here; its TypeScript type,
 * its validation, its default and its control in the inspector all follow from the one record.
 */
interface ParamBase<P> {
  readonly label: string;
  /** What it does and why one would change it, in a sentence or two. */
  readonly help: string;
  /** Folded away under "Advanced" in the inspector. */
  readonly advanced?: boolean;
  /** A heading the inspector groups consecutive parameters under. */
  readonly section?: string;
  /** Hides the control (and skips its validation) when it has no effect. */
  readonly visible?: (params: P) => boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: the record of all parameters is only known to the kind itself
type AnyParams = any;

export interface NumberParam extends ParamBase<AnyParams> {
  readonly control: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly integer?: boolean;
  readonly unit?: string;
  /** `slider` for bounded strengths, `log` for rates that span decades, `field` otherwise. */
  readonly scale?: 'slider' | 'log' | 'field';
  /** The range a slider offers where [min, max] is much wider than what is ever useful. */
  readonly sliderRange?: readonly [number, number];
  /** Values offered as one-click choices. */
  readonly presets?: readonly { readonly value: number; readonly label: string }[];
}

export interface BooleanParam extends ParamBase<AnyParams> {
  readonly control: 'boolean';
  readonly default: boolean;
}

export interface Option<V extends string = string> {
  readonly value: V;
  readonly label: string;
  readonly help?: string;
}

export interface ChoiceParam<V extends string = string> extends ChoiceSpec<V> {
  readonly control: 'choice';
}

interface ChoiceSpec<V extends string> extends ParamBase<AnyParams> {
  readonly default: NoInfer<V>;
  readonly options: readonly Option<V>[];
}

/** A choice whose options follow from what is wired in or chosen elsewhere (e.g. layer names). */
export interface DynamicChoiceParam extends ParamBase<AnyParams> {
  readonly control: 'dynamic-choice';
  /** Must stay valid whatever the options are: the empty string means "choose for me". */
  readonly default: '';
}

/** Several names out of a list that follows from elsewhere. */
export interface DynamicSetParam extends ParamBase<AnyParams> {
  readonly control: 'dynamic-set';
  /** What the empty set means: all of them (when absent), or none. */
  readonly empty?: 'all' | 'none';
  readonly default: readonly string[];
}

export interface TextParam extends ParamBase<AnyParams> {
  readonly control: 'text';
  readonly default: string;
  readonly multiline?: boolean;
  readonly maxLength: number;
}

/** The user's own files: the document holds only their content id, the files stay in the store. */
export interface DatasetParam extends ParamBase<AnyParams> {
  readonly control: 'dataset';
  readonly default: null;
}

/** Points at files in the user's own store. `id` is a hash of the content. */
export interface DatasetRef {
  readonly [key: string]: Json;
  readonly id: string;
  readonly name: string;
}

export type ParamSpec =
  | NumberParam
  | BooleanParam
  | ChoiceParam
  | DynamicChoiceParam
  | DynamicSetParam
  | TextParam
  | DatasetParam;

export type ParamSpecs = Readonly<Record<string, ParamSpec>>;

type ValueOf<S> = S extends NumberParam
  ? number
  : S extends BooleanParam
    ? boolean
    : S extends ChoiceParam<infer V>
      ? V
      : S extends DynamicChoiceParam
        ? string
        : S extends DynamicSetParam
          ? readonly string[]
          : S extends TextParam
            ? string
            : S extends DatasetParam
              ? DatasetRef | null
              : never;

/** The parameter record that a set of specifications describes. */
export type ParamsOf<S extends ParamSpecs> = { readonly [K in keyof S]: ValueOf<S[K]> };

type Spec<P> = Omit<P, 'control'>;
export const number = (spec: Spec<NumberParam>): NumberParam => ({ control: 'number', ...spec });
export const boolean = (spec: Spec<BooleanParam>): BooleanParam => ({ control: 'boolean', ...spec });
export const choice = <const V extends string>(spec: ChoiceSpec<V>): ChoiceParam<V> => ({
  control: 'choice',
  ...spec,
});
export const dynamicChoice = (spec: Omit<Spec<DynamicChoiceParam>, 'default'>): DynamicChoiceParam => ({
  control: 'dynamic-choice',
  default: '',
  ...spec,
});
export const dynamicSet = (spec: Omit<Spec<DynamicSetParam>, 'default'>): DynamicSetParam => ({
  control: 'dynamic-set',
  default: [],
  ...spec,
});
export const text = (spec: Spec<TextParam>): TextParam => ({ control: 'text', ...spec });
export const dataset = (spec: Omit<Spec<DatasetParam>, 'default'>): DatasetParam => ({
  control: 'dataset',
  default: null,
  ...spec,
});
export const seed = (help: string): NumberParam =>
  number({
    label: 'Seed',
    help,
    default: 1,
    min: 0,
    max: 2 ** 31 - 1,
    step: 1,
    integer: true,
    advanced: true,
  });
