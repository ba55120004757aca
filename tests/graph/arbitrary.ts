import fc, { type Arbitrary } from 'fast-check';
import type { GraphDocument } from '../../src/graph/document';
import { readDocument } from '../../src/graph/parse';

/** Text that would run, load or break out of something where it is not treated as text. */
export const HOSTILE = [
  '<script>window.hacked = true</script>',
  '<img src=x onerror="window.hacked = true">',
  '<svg onload="window.hacked = true"><script>window.hacked = true</script></svg>',
  '</metadata></svg><script>window.hacked = true</script>',
  '"><iframe srcdoc="<script>parent.hacked = true</script>">',
  '[click](javascript:window.hacked=true)',
  '![x](https://example.invalid/track.png)',
  '__proto__',
  'constructor',
  ']]>',
  '\u202e\u0000\ud800',
] as const;

const text = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom(...HOSTILE));
const id = fc.oneof(fc.constantFrom('a', 'b', 'c', 'd', 'e'), text).filter((made) => made.length > 0);
const coordinate = fc.integer({ min: -2000, max: 2000 });
const params = fc.dictionary(
  fc.oneof(fc.constantFrom('epochs', 'rate', 'text'), text),
  fc.jsonValue({ maxDepth: 2 }),
);

const node = fc.record(
  {
    id,
    kind: fc.oneof(fc.constantFrom('dataset', 'train', 'note', 'split'), id),
    kindVersion: fc.integer({ min: 1, max: 3 }),
    position: fc.record({ x: coordinate, y: coordinate }),
    params,
    label: text,
    colour: fc.oneof(fc.constantFrom('blue', 'red'), fc.string({ maxLength: 20 })),
    size: fc.record({
      width: fc.integer({ min: -10, max: 9000 }),
      height: fc.integer({ min: -10, max: 9000 }),
    }),
    mode: fc.oneof(fc.constantFrom('bypass', 'mute'), fc.string({ maxLength: 20 })),
    texture: text,
  },
  { requiredKeys: ['id', 'kind', 'position', 'params'] },
);
const endpoint = fc.record({ node: id, port: id });
const wire = fc.record(
  {
    id,
    from: endpoint,
    to: endpoint,
    points: fc.array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 3 }),
  },
  { requiredKeys: ['id', 'from', 'to'] },
);
const group = fc.record(
  {
    id,
    label: text,
    colour: fc.constantFrom('blue', 'a colour to come', '__proto__'),
    collapsed: fc.boolean(),
    members: fc.array(id, { maxLength: 4 }),
    ports: fc.array(fc.record({ node: id, port: id, side: fc.constantFrom('input', 'output') }), {
      maxLength: 2,
    }),
    params: fc.array(fc.record({ node: id, param: id }), { maxLength: 2 }),
    block: fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.tuple(id, id), { maxLength: 2 }))
      .map(([version, nodes]) => ({ id: 'b', version, name: 'Block', nodes: Object.fromEntries(nodes) })),
  },
  { requiredKeys: ['id', 'members'] },
);

/** Groups with few ids, so that some are damaged in every way that a file may be. */
export const anyGroups = fc.array(group, { maxLength: 3 });

/** Valid documents with few ids, so that some occur twice and wires find their nodes; with hostile texts. */
export const anyDocument: Arbitrary<GraphDocument> = fc
  .record(
    {
      format: fc.constant('graft'),
      version: fc.constant(1),
      title: text,
      description: text,
      nodes: fc.array(node, { maxLength: 6 }),
      wires: fc.array(wire, { maxLength: 6 }),
      groups: anyGroups,
      hologram: fc.jsonValue({ maxDepth: 1 }),
    },
    { requiredKeys: ['format', 'version', 'title', 'nodes', 'wires'] },
  )
  .map((json) => {
    // Once through JSON, as every document comes: that knows no negative zero and no `undefined`.
    const parsed = readDocument(JSON.parse(JSON.stringify(json)));
    if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
    return parsed.document;
  });
