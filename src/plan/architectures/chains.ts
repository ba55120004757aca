/** What joining needs to know of a layer, whatever format it comes in. */
export interface Link {
  readonly name: string;
  readonly inputs: readonly string[];
  /** `convolution`: one that may be joined with what follows. */
  readonly role: 'convolution' | 'norm' | 'activation' | 'other';
  /** Of an `activation`: that which a convolution's kernel can do in passing. */
  readonly activation?: FusedActivation;
}

export type FusedActivation = 'relu' | 'relu6';

/** Layers that run as one: a convolution with the batch norm and activation right behind it. */
export interface Chain<L extends Link> {
  readonly layer: L;
  readonly norm?: L;
  readonly activation?: FusedActivation;
  /** Names of the layers whose outputs it takes. */
  readonly inputs: readonly string[];
  /** Name of the layer whose output it gives. */
  readonly output: string;
}

/**
 * Layers of each block, in their order: all that its boundary needs and no earlier block holds. Layers
 * that no boundary needs are in none.
 */
export function divideLayers<L extends Pick<Link, 'name' | 'inputs'>>(
  layers: readonly L[],
  boundaries: readonly string[],
): (readonly L[])[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const taken = new Set<string>();
  return boundaries.map((boundary) => {
    if (!byName.has(boundary)) throw new Error(`The network has no layer "${boundary}".`);
    const needed = new Set<string>();
    const open = [boundary];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const layer = byName.get(name);
      if (!layer || taken.has(name) || needed.has(name)) continue;
      needed.add(name);
      open.push(...layer.inputs);
    }
    for (const name of needed) taken.add(name);
    return layers.filter(({ name }) => needed.has(name));
  });
}

/** Joins convolutions with what follows them, where nothing else needs the values between. */
export function chainLayers<L extends Link>(layers: readonly L[], boundary: string): Chain<L>[] {
  const users = new Map<string, L[]>();
  for (const layer of layers) {
    for (const input of layer.inputs) users.set(input, [...(users.get(input) ?? []), layer]);
  }
  const onlyUser = (layer: L): L | undefined => {
    const [user, another] = users.get(layer.name) ?? [];
    return layer.name === boundary || another ? undefined : user;
  };
  const joined = new Set<string>();
  const chains: Chain<L>[] = [];
  for (const layer of layers) {
    if (joined.has(layer.name)) continue;
    const { inputs } = layer;
    if (layer.role !== 'convolution') {
      chains.push({ layer, inputs, output: layer.name });
      continue;
    }
    let last = layer;
    const next = onlyUser(last);
    const norm = next?.role === 'norm' ? next : undefined;
    if (norm) last = norm;
    const after = onlyUser(last);
    const activation = after?.activation;
    if (after && activation) last = after;
    for (const { name } of [norm, activation && after].flatMap((each) => each ?? [])) joined.add(name);
    chains.push({ layer, norm, activation, inputs, output: last.name });
  }
  return chains;
}
