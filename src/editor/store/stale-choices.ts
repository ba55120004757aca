import type { Json } from '../../graph/document';
import type { Catalog } from '../../plan/catalog';
import type { NodeKind } from '../../plan/kind';
import { readParams } from '../../plan/read-params';

/**
 * Takes out of every chosen set what another setting has just made impossible: the classes of the
 * emoji, say, when the data are now somebody's photos. Sets whose options are not known stay.
 */
export function dropStaleChoices(
  kind: NodeKind,
  stored: Readonly<Record<string, Json>>,
  catalog: Catalog,
): Readonly<Record<string, Json>> {
  const { params } = readParams(kind, stored);
  const changed: Record<string, Json> = {};
  for (const [name, spec] of Object.entries(kind.params)) {
    const chosen = params[name];
    if (spec.control !== 'dynamic-set' || !Array.isArray(chosen) || chosen.length === 0) continue;
    // A kind sees its inputs and parameters under their own types; the registry knows only general ones.
    const options = kind.options?.(name, { inputs: {}, params, catalog } as never) ?? [];
    const possible = new Set<Json>(options.map((option) => option.value));
    const kept = chosen.filter((choice) => possible.has(choice));
    if (options.length > 0 && kept.length < chosen.length) changed[name] = kept;
  }
  return Object.keys(changed).length > 0 ? { ...stored, ...changed } : stored;
}
