import fc, { type Arbitrary } from 'fast-check';
import type { Json } from '../../src/graph/document';
import type { NodeKind, OptionsContext } from '../../src/plan/kind';
import type { ParamSpec } from '../../src/plan/params';

type Options = (param: string) => readonly string[];

/** Any value that a parameter may have, the ends of its range and its default more often than others. */
function value(name: string, spec: ParamSpec, options: Options): Arbitrary<Json> {
  switch (spec.control) {
    case 'number': {
      const { min, max } = spec;
      const inside = spec.integer
        ? fc.integer({ min, max })
        : // JSON knows no negative zero.
          fc.double({ min, max, noNaN: true }).map((number) => number + 0);
      return fc.oneof(inside, fc.constantFrom(min, max, spec.default));
    }
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...spec.options.map((option) => option.value));
    case 'dynamic-choice':
      return fc.oneof(fc.constantFrom('', ...options(name)), fc.string());
    case 'dynamic-set':
      return fc.oneof(fc.subarray([...options(name)]), fc.array(fc.string(), { maxLength: 3 }));
    case 'text':
      return fc.string({ maxLength: Math.min(spec.maxLength, 200) });
    case 'dataset':
      return fc.constantFrom(null, { id: 'emoji', name: 'Emoji' }, { id: 'user@lost', name: 'Lost' });
  }
}

/** Valid parameters of a kind: names that its options do not list included, for graphs change under a node. */
export function validParams(
  kind: NodeKind,
  context: OptionsContext<NodeKind['inputs'], NodeKind['params']>,
): Arbitrary<Record<string, Json>> {
  const options: Options = (param) => (kind.options?.(param, context) ?? []).map((option) => option.value);
  return fc.record(
    Object.fromEntries(Object.entries(kind.params).map(([name, spec]) => [name, value(name, spec, options)])),
  );
}

/** What a damaged or foreign file may hold in place of parameters. */
export const brokenParams = (kind: NodeKind): Arbitrary<Record<string, Json>> =>
  fc
    .record(
      Object.fromEntries(
        Object.keys(kind.params).map((name) => [name, fc.jsonValue({ maxDepth: 2 }) as Arbitrary<Json>]),
      ),
      { requiredKeys: [] },
    )
    .map((params) => params as Record<string, Json>);
