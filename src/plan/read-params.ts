import type { Json } from '../graph/document';
import type { NodeKind, OwnProblem } from './kind';
import type { NumberParam, ParamSpec, ParamSpecs } from './params';

export interface ReadParams {
  /** Complete and valid: what was missing or wrong has its default. */
  readonly params: Readonly<Record<string, Json>>;
  readonly problems: readonly OwnProblem[];
}

/** Fills in defaults and checks every parameter of a node against its specification. */
export function readParams(kind: NodeKind, stored: Readonly<Record<string, Json>>): ReadParams {
  const params: Record<string, Json> = {};
  const wrong: { readonly name: string; readonly spec: ParamSpec; readonly problem: OwnProblem }[] = [];
  for (const [name, spec] of Object.entries(kind.params)) {
    const value = stored[name];
    const expected = value === undefined ? undefined : expectation(spec, value);
    params[name] = value === undefined || expected !== undefined ? defaultOf(spec) : value;
    if (value !== undefined && expected !== undefined) {
      wrong.push({ name, spec, problem: wrongValue(name, spec, value, expected) });
    }
  }
  // A parameter that has no effect now may hold anything.
  const problems = wrong.filter(({ spec }) => spec.visible?.(params) !== false).map(({ problem }) => problem);
  const unknown = Object.keys(stored).filter((name) => !(name in kind.params));
  return { params, problems: [...problems, ...unknown.map((name) => unknownParam(kind, name))] };
}

export const defaultOf = (spec: ParamSpec): Json =>
  Array.isArray(spec.default) ? [...spec.default] : (spec.default as Json);

export const defaultParams = (specs: ParamSpecs): Record<string, Json> =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, defaultOf(spec)]));

/** What was expected, if the value is not that; `undefined` if it is fine. */
function expectation(spec: ParamSpec, value: Json): string | undefined {
  switch (spec.control) {
    case 'number':
      return isNumberWithin(spec, value) ? undefined : numberExpectation(spec);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'choice': {
      const values = spec.options.map((option) => option.value);
      return values.some((option) => option === value) ? undefined : `one of ${values.join(', ')}`;
    }
    case 'dynamic-choice':
      return typeof value === 'string' ? undefined : 'a name';
    case 'dynamic-set':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? undefined
        : 'a list of names';
    case 'text':
      return typeof value === 'string' && value.length <= spec.maxLength
        ? undefined
        : `text of at most ${spec.maxLength} characters`;
    case 'dataset':
      return value === null || isDatasetRef(value) ? undefined : 'a dataset: {"id": …, "name": …}, or null';
  }
}

const isDatasetRef = (value: Json): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  typeof value.id === 'string' &&
  typeof value.name === 'string';

const isNumberWithin = (spec: NumberParam, value: Json): boolean =>
  typeof value === 'number' &&
  Number.isFinite(value) &&
  value >= spec.min &&
  value <= spec.max &&
  (spec.integer !== true || Number.isInteger(value));

const numberExpectation = ({ integer, min, max, unit }: NumberParam): string =>
  `${integer ? 'a whole number' : 'a number'} from ${min} to ${max}${unit ? ` ${unit}` : ''}`;

const wrongValue = (name: string, spec: ParamSpec, value: Json, expected: string): OwnProblem => ({
  code: 'param/invalid',
  severity: 'error',
  param: name,
  message: `"${spec.label}" has a value that it cannot have.`,
  expected,
  received: JSON.stringify(value).slice(0, 80),
  hint: 'Set it again in the inspector.',
});

const unknownParam = (kind: NodeKind, name: string): OwnProblem => ({
  code: 'param/unknown',
  severity: 'warning',
  param: name,
  message: `"${kind.label}" has no parameter "${name}".`,
  hint: 'It is kept in the file and has no effect. A newer Graft, or a typing error, may have written it.',
});
