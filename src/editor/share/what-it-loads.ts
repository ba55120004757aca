import { registry } from '../../../nodes/registry';
import type { GraphDocument, Json } from '../../graph/document';
import type { Catalog } from '../../plan/catalog';
import { defaultParams } from '../../plan/read-params';
import { t } from '../language/t';
import { nodeTitle } from '../store/node-hooks';

/** Something outside of the document that its nodes need when they run. */
export interface Load {
  /** E.g. `MobileNetV2` or the address of a file. */
  readonly what: string;
  /** Its name alone. */
  readonly name: string;
  /** Where it would come from. */
  readonly from: 'graft' | 'here' | 'missing' | 'elsewhere';
  /** Titles of the nodes that need it. */
  readonly nodes: readonly string[];
}

const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i;

/**
 * All that a graph would load when it is run: data and networks that ship with Graft, the user's own,
 * and whatever a parameter names by an address. Opening a graph loads none of it.
 */
export function whatItLoads(
  document: GraphDocument,
  catalog: Catalog,
  own: { readonly datasets: ReadonlySet<string>; readonly models: ReadonlySet<string> },
): readonly Load[] {
  const found = new Map<string, { what: string; name: string; from: Load['from']; nodes: Set<string> }>();
  for (const node of document.nodes) {
    const defaults = defaultParams(registry.get(node.kind)?.params ?? {});
    for (const [param, value] of Object.entries({ ...defaults, ...node.params })) {
      for (const { what, name, from } of loadsOf(node.kind, param, value, catalog, own)) {
        const key = JSON.stringify([what, from]);
        const load = found.get(key) ?? { what, name, from, nodes: new Set<string>() };
        load.nodes.add(nodeTitle(node));
        found.set(key, load);
      }
    }
  }
  return [...found.values()]
    .map((load) => ({ ...load, nodes: [...load.nodes] }))
    .sort((a, b) => ORDER.indexOf(a.from) - ORDER.indexOf(b.from));
}

/** What deserves a look comes first. */
const ORDER: readonly Load['from'][] = ['elsewhere', 'missing', 'here', 'graft'];

function loadsOf(
  kind: string,
  param: string,
  value: Json,
  catalog: Catalog,
  own: { readonly datasets: ReadonlySet<string>; readonly models: ReadonlySet<string> },
): readonly Omit<Load, 'nodes'>[] {
  if (typeof value === 'string' && ADDRESS.test(value))
    return [{ what: value, name: value, from: 'elsewhere' }];
  const specs = registry.get(kind)?.params ?? {};
  const control = Object.hasOwn(specs, param) ? specs[param]?.control : undefined;
  if (control === 'dataset' && isReference(value)) {
    const from = own.datasets.has(value.id) ? 'here' : 'missing';
    return [{ what: t('the images “{name}”', { name: value.name }), name: value.name, from }];
  }
  if (typeof value !== 'string') return [];
  if (kind === 'dataset' && param === 'source') {
    const name = catalog.dataset(value)?.name;
    return name === undefined ? [] : [{ what: t('the images “{name}”', { name }), name, from: 'graft' }];
  }
  if (param !== 'backbone') return [];
  const backbone = catalog.backbone(value);
  if (!backbone)
    return value === ''
      ? []
      : [{ what: t('the network “{value}”', { value }), name: value, from: 'missing' }];
  const { label: name } = backbone;
  return [
    { what: t('the network “{name}”', { name }), name, from: own.models.has(value) ? 'here' : 'graft' },
  ];
}

const isReference = (value: Json): value is { id: string; name: string } =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  typeof value.id === 'string' &&
  typeof value.name === 'string';
