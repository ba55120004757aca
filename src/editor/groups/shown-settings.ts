import { registry } from '../../../nodes/registry';
import type { GraphNode, Group, Json } from '../../graph/document';
import type { Fact } from '../../plan/kind';
import { readParams } from '../../plan/read-params';
import { paramText } from '../format/param-text';
import { currentCatalog } from '../store/catalog';
import { nodeTitle } from '../store/node-hooks';

/** The settings that a group shows on its card, with their values. */
export function shownSettings(group: Group, members: readonly GraphNode[]): readonly Fact[] {
  const nodes = new Map(members.map((node) => [node.id, node]));
  const facts = (group.params ?? []).flatMap(({ node: id, param }) => {
    const node = nodes.get(id);
    const kind = node && registry.get(node.kind);
    const spec = kind && Object.hasOwn(kind.params, param) ? kind.params[param] : undefined;
    if (!node || !kind || !spec) return [];
    const { params } = readParams(kind, node.params);
    const value = params[param] as Json;
    // A kind sees its inputs and parameters under their own types; the registry knows only general ones.
    const options =
      spec.control === 'dynamic-choice'
        ? kind.options?.(param, { inputs: {}, params, catalog: currentCatalog() } as never)
        : undefined;
    const option = options?.find((each) => each.value === value);
    return [{ label: spec.label, node, value: option?.label ?? paramText(value, spec) }];
  });
  const count = (label: string) => facts.filter((fact) => fact.label === label).length;
  // Two nodes may have a setting of one name.
  return facts.map(({ label, node, value }) => ({
    label: count(label) > 1 ? `${nodeTitle(node)}: ${label}` : label,
    value,
  }));
}
