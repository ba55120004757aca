import type { Json } from '../graph/document';
import type { Catalog } from './catalog';
import type { NodeKind } from './kind';
import { readParams } from './read-params';

/** A node's parameters after one was set, with what its kind changes along with it. */
export function withParam(
  kind: NodeKind,
  stored: Readonly<Record<string, Json>>,
  param: string,
  value: Json,
  catalog: Catalog,
): Record<string, Json> {
  const next = { ...stored, [param]: value };
  const { params } = readParams(kind, next);
  // A kind sees its parameters under their own types; the registry knows only general ones.
  return { ...next, ...kind.alongside?.(param, { params, catalog } as never) };
}
