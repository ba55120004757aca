import { z } from 'zod';
import { registry } from '../../../nodes/registry';
import { documentSchema, type GraphDocument } from '../../graph/document';
import { copyNodes, type Fragment, pasteFragment } from '../../graph/edit';
import { repairGroups } from '../../graph/groups/repair';
import { upgradeNodes } from '../../plan/upgrade';
import { edit, type Point } from './edit';
import { currentDocument, useEditor } from './editor-store';

const FORMAT = 'graft/fragment';
const fragmentSchema = z.object({
  format: z.literal(FORMAT),
  nodes: documentSchema.shape.nodes,
  wires: documentSchema.shape.wires,
  groups: documentSchema.shape.groups,
});

/** The selected nodes and the wires between them, as text for the system's clipboard. */
export function copyText(document: GraphDocument, ids: ReadonlySet<string>): string {
  return JSON.stringify({ format: FORMAT, ...copyNodes(document, ids) }, null, 1);
}

/** The fragment that a clipboard text holds; a whole graph's text counts as one. */
export function readFragment(text: string): Fragment | undefined {
  if (!text.includes('"nodes"')) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    const fragment = fragmentSchema.safeParse(json);
    if (fragment.success) return withSoundGroups(fragment.data);
    const whole = documentSchema.safeParse(json);
    return whole.success ? withSoundGroups(whole.data) : undefined;
  } catch {
    return undefined;
  }
}

/** Groups on the clipboard come from anywhere, as those of files do. */
const withSoundGroups = <T extends Fragment>(fragment: T): T => ({
  ...fragment,
  groups: fragment.groups && repairGroups(fragment.nodes, fragment.groups).groups,
});

/** Where the clipboard is not readable (no permission, no HTTPS), what was copied last in this page. */
let copiedHere: Fragment | undefined;
let pastes = 0;
const STEP = 32;

export function rememberCopy(ids: ReadonlySet<string>): string {
  const document = currentDocument();
  copiedHere = copyNodes(document, ids);
  pastes = 0;
  return copyText(document, ids);
}

export const lastCopy = (): Fragment | undefined => copiedHere;

/** Inserts a fragment a little off the original (or its last copy), and selects it. */
export function paste(fragment: Fragment, at?: Point): void {
  if (fragment.nodes.length === 0) return;
  pastes++;
  const offset = at ? offsetTo(fragment, at) : { x: STEP * pastes, y: STEP * pastes };
  const pasted = pasteFragment(currentDocument(), upgradeNodes(fragment, registry), offset);
  edit(() => pasted.document, { selection: { nodes: new Set(pasted.ids), wires: new Set() } });
}

export function duplicateSelected(): void {
  const fragment = copyNodes(currentDocument(), useEditor.getState().selection.nodes);
  pastes = 0;
  paste(fragment);
}

function offsetTo(fragment: Fragment, at: Point): Point {
  const left = Math.min(...fragment.nodes.map((node) => node.position.x));
  const top = Math.min(...fragment.nodes.map((node) => node.position.y));
  return { x: at.x - left, y: at.y - top };
}
