import { pasteText, rememberCopy } from '../store/clipboard';
import { deleteSelected } from '../store/edit';
import { useEditor } from '../store/editor-store';
import { allCommands } from './all';
import { matchesShortcut, onMac } from './shortcut';
import { isSingleKey, useSingleKeys } from './single-keys';

const isCovered = (): boolean =>
  document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null;

/** Keys belong to a text field, an open dialog or an open menu before they belong to the editor. */
function belongsElsewhere(target: EventTarget | null): boolean {
  if (isCovered()) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="slider"]') !== null;
}

const hasTextSelected = (): boolean => (window.getSelection()?.toString() ?? '') !== '';

/** Serves shortcuts and the system's copy, cut and paste. Returns a function that stops it. */
export function listenToKeyboard(): () => void {
  const isMac = onMac();

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const isElsewhere = belongsElsewhere(event.target);
    const { on } = useSingleKeys.getState();
    const meant = allCommands.filter((candidate) =>
      candidate.shortcuts?.some(
        (shortcut) => (on || !isSingleKey(shortcut)) && matchesShortcut(shortcut, event, isMac),
      ),
    );
    const allowed = isElsewhere
      ? meant.filter(({ isForFieldsToo }) => isForFieldsToo && !isCovered())
      : meant;
    if (allowed.length === 0) return;
    event.preventDefault();
    // One key may mean one thing while a graph runs and another while it does not.
    allowed.find(({ enabled }) => enabled?.(useEditor.getState()) !== false)?.run();
  };

  const onCopy = (event: ClipboardEvent) => {
    const { selection } = useEditor.getState();
    if (belongsElsewhere(event.target) || hasTextSelected() || selection.nodes.size === 0) return;
    event.clipboardData?.setData('text/plain', rememberCopy(selection.nodes));
    event.preventDefault();
    if (event.type === 'cut') deleteSelected();
  };

  const onPaste = (event: ClipboardEvent) => {
    if (belongsElsewhere(event.target)) return;
    event.preventDefault();
    pasteText(event.clipboardData?.getData('text/plain'));
  };

  document.addEventListener('keydown', onKeyDown);
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCopy);
  document.addEventListener('paste', onPaste);
  return () => {
    document.removeEventListener('keydown', onKeyDown);
    document.removeEventListener('copy', onCopy);
    document.removeEventListener('cut', onCopy);
    document.removeEventListener('paste', onPaste);
  };
}
