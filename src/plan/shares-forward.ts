import { canonicalJson } from './keys';
import type { EmbedStep, Step } from './plan';

/**
 * Whether one pass of the same images through the deeper of two networks gives the features of both: they are
 * one network, cut at different places.
 */
export function sharesForward(a: EmbedStep, b: EmbedStep): boolean {
  const [short, long] = [a, b].sort((one, other) => depth(one) - depth(other));
  const blocks = long?.params.body.blocks ?? [];
  return (
    (short?.params.body.blocks ?? []).every((block, index) => block === blocks[index]) &&
    passOf(a) === passOf(b)
  );
}

/**
 * By step, the deepest network whose pass it makes: its own, or that of a cut behind it. Absent for those that the
 * pass of an earlier step serves. `steps` are those that run, in their order.
 */
export function sharedPasses(steps: readonly Step[]): ReadonlyMap<string, EmbedStep> {
  const passes = new Map<string, { readonly maker: EmbedStep; deepest: EmbedStep }>();
  for (const step of steps) {
    if (step.op !== 'embed') continue;
    const key = passOf(step);
    const pass = passes.get(key);
    if (!pass) passes.set(key, { maker: step, deepest: step });
    else if (depth(step) > depth(pass.deepest)) pass.deepest = step;
  }
  return new Map([...passes.values()].map(({ maker, deepest }) => [maker.id, deepest]));
}

const depth = ({ params }: EmbedStep): number => params.body.blocks.length;

/** All that must be equal: the images, and the network but for its cut. */
const passOf = ({ inputs, params: { part, views, batch, body } }: EmbedStep): string =>
  canonicalJson({ inputs, part, views, batch, body: body.body, input: body.input });
