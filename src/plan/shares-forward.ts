import { canonicalJson } from './keys';
import type { EmbedStep } from './plan';

/**
 * Whether one pass of the same images through the deeper of two networks gives the features of both: they are
 * one network, cut at different places.
 */
export function sharesForward(a: EmbedStep, b: EmbedStep): boolean {
  const [short, long] =
    a.params.body.blocks.length < b.params.body.blocks.length ? [a.params, b.params] : [b.params, a.params];
  return (
    short.body.blocks.every((block, index) => block === long.body.blocks[index]) &&
    canonicalJson(rest(a)) === canonicalJson(rest(b))
  );
}

/** All that must be equal. */
const rest = ({ inputs, params: { part, views, batch, body } }: EmbedStep) => ({
  inputs,
  part,
  views,
  batch,
  body: body.body,
  input: body.input,
});
