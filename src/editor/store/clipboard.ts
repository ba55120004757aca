import { registry } from '../../../nodes/registry';
import { copyNodes, type Fragment, pasteFragment } from '../../graph/edit';
import { MAX_NODES, MAX_WIRES } from '../../graph/limits';
import { describeProblem } from '../../graph/problem';
import { upgradeNodes } from '../../plan/upgrade';
import { canvasHandle } from '../canvas/canvas-handle';
import { plural } from '../format/numbers';
import { t } from '../language/t';
import { copyText, readClip } from './clipboard-text';
import { addNodeOfKind, edit, type Point, setParam, settleEdit } from './edit';
import { currentDocument, useEditor } from './editor-store';
import { notify } from './notices';

/** Where the clipboard is not readable (no permission, no HTTPS), what was copied last in this page. */
let copiedHere: string | undefined;
let pastes = 0;
const STEP = 32;

export function rememberCopy(ids: ReadonlySet<string>): string {
  copiedHere = copyText(currentDocument(), ids);
  pastes = 0;
  return copiedHere;
}

/**
 * Pastes what the text of a clipboard holds; without one, what was copied last in this page. Says why,
 * where it cannot be pasted, and changes nothing then.
 */
export function pasteText(text: string | undefined, at?: Point): void {
  const clip = readClip(text || (copiedHere ?? ''));
  if (clip.type === 'nodes') {
    paste(clip.fragment, { at, name: (what) => t('Pasted {what}', { what }) });
    return;
  }
  if (clip.type === 'broken') {
    const detail = describeProblem(clip.problem);
    notify({ tone: 'error', text: t('The nodes on the clipboard cannot be pasted.'), detail });
    return;
  }
  const words = clip.text.trim();
  notify({
    tone: 'info',
    text: words
      ? t('The clipboard holds text, no nodes.')
      : t('There is nothing to paste. Copy some nodes first.'),
    ...(words && { action: { label: t('Paste as a note'), run: () => pasteAsNote(words, at) } }),
  });
}

interface PasteOptions {
  /** Where its left upper corner comes; a little off the original (or its last copy) otherwise. */
  readonly at?: Point;
  /** Of the step of undo. */
  readonly name: (what: string) => string;
}

/** Inserts a fragment and selects it. */
function paste(fragment: Fragment, { at, name }: PasteOptions): void {
  const { nodes, wires } = currentDocument();
  const count = fragment.nodes.length;
  if (count === 0) return;
  if (nodes.length + count > MAX_NODES || wires.length + fragment.wires.length > MAX_WIRES) {
    const text = t('A graph can have at most {nodes} and {wires}.', {
      nodes: plural(MAX_NODES, 'node'),
      wires: plural(MAX_WIRES, 'wire'),
    });
    notify({ tone: 'error', text, detail: t('Nothing was pasted.') });
    return;
  }
  pastes++;
  const offset = at ? offsetTo(fragment, at) : inView(fragment, { x: STEP * pastes, y: STEP * pastes });
  const pasted = pasteFragment(currentDocument(), upgradeNodes(fragment, registry), offset);
  edit(() => pasted.document, {
    selection: { nodes: new Set(pasted.ids), wires: new Set() },
    name: name(plural(count, 'node')),
  });
}

export function duplicateSelected(): void {
  const fragment = copyNodes(currentDocument(), useEditor.getState().selection.nodes);
  pastes = 0;
  paste(fragment, { name: (what) => t('Duplicated {what}', { what }) });
}

const LONGEST_NOTE = 20_000;

function pasteAsNote(text: string, at?: Point): void {
  const kind = registry.get('note');
  if (!kind) return;
  const id = addNodeOfKind(kind, at ?? canvasHandle()?.middle() ?? { x: 0, y: 0 });
  setParam(id, 'text', text.slice(0, LONGEST_NOTE));
  settleEdit();
}

interface Corners {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function cornersOf({ nodes }: Fragment): Corners {
  const xs = nodes.map(({ position }) => position.x);
  const ys = nodes.map(({ position }) => position.y);
  const low = (all: readonly number[]) => all.reduce((a, b) => Math.min(a, b));
  const high = (all: readonly number[]) => all.reduce((a, b) => Math.max(a, b));
  return { left: low(xs), top: low(ys), right: high(xs), bottom: high(ys) };
}

function offsetTo(fragment: Fragment, at: Point): Point {
  const { left, top } = cornersOf(fragment);
  return { x: at.x - left, y: at.y - top };
}

/** The offset, unless nothing pasted there would be seen: then one to the middle of the view. */
function inView(fragment: Fragment, offset: Point): Point {
  const view = canvasHandle()?.view();
  if (!view) return offset;
  const { left, top, right, bottom } = cornersOf(fragment);
  const isSeen =
    left + offset.x < view.x + view.width &&
    right + offset.x > view.x &&
    top + offset.y < view.y + view.height &&
    bottom + offset.y > view.y;
  if (isSeen) return offset;
  return {
    x: Math.round(view.x + view.width / 2 - (left + right) / 2),
    y: Math.round(view.y + view.height / 2 - (top + bottom) / 2),
  };
}
