import { DOCUMENT_FORMAT, DOCUMENT_VERSION, type GraphDocument } from '../../graph/document';
import { copyNodes, type Fragment } from '../../graph/edit';
import { repairGroups } from '../../graph/groups/repair';
import { parseDocument, readDocument } from '../../graph/parse';
import type { Problem } from '../../graph/problem';

const FORMAT = 'graft/fragment';

/** The chosen nodes and the wires between them, as text for the system's clipboard: plain JSON. */
export function copyText(document: GraphDocument, ids: ReadonlySet<string>): string {
  return JSON.stringify({ format: FORMAT, version: DOCUMENT_VERSION, ...copyNodes(document, ids) }, null, 1);
}

/** What is on the clipboard. */
export type Clip =
  | { readonly type: 'nodes'; readonly fragment: Fragment }
  /** Meant as nodes, but damaged, too large or of a newer Graft. */
  | { readonly type: 'broken'; readonly problem: Problem }
  | { readonly type: 'text'; readonly text: string };

/** Reads the text of copied nodes; a whole graph's text counts as nodes too. Never throws. */
export function readClip(text: string): Clip {
  if (!/"format"\s*:\s*"graft/.test(text)) return { type: 'text', text };
  const parsed = readFragment(text);
  const error = parsed.problems.find(({ severity }) => severity === 'error');
  if (!parsed.ok || error) return { type: 'broken', problem: error ?? UNREADABLE };
  const { nodes, wires, groups } = parsed.document;
  return { type: 'nodes', fragment: { nodes, wires, groups: groups && repairGroups(nodes, groups).groups } };
}

/** A fragment is read as the graph that has nothing but it, so all that is checked of files is checked here. */
function readFragment(text: string) {
  const whole = parseDocument(text);
  if (whole.ok || !text.includes(`"${FORMAT}"`)) return whole;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return whole;
  }
  if (typeof json !== 'object' || json === null || Reflect.get(json, 'format') !== FORMAT) return whole;
  return readDocument({
    format: DOCUMENT_FORMAT,
    // The first builds wrote fragments without a version.
    version: Reflect.get(json, 'version') ?? 1,
    nodes: Reflect.get(json, 'nodes'),
    wires: Reflect.get(json, 'wires'),
    groups: Reflect.get(json, 'groups'),
  });
}

const UNREADABLE: Problem = {
  code: 'clipboard/unreadable',
  severity: 'error',
  message: 'The nodes on the clipboard cannot be read.',
};
