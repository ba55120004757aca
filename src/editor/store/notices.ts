import { useEditor } from './editor-store';

/** A short message that does not stop the work; it goes away by itself or when dismissed. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'error' | 'success';
  readonly text: string;
  readonly detail?: string;
  /** Stays until it is dismissed. */
  readonly lasting?: boolean;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const SHOWN_FOR_MS = 8000;
let lastId = 0;

/** Shows a notice for a while, or until it is dismissed. Returns its id. */
export function notify(notice: Omit<Notice, 'id'>): number {
  const id = ++lastId;
  useEditor.setState((state) => ({
    // The same text twice is one notice: a failing autosave must not fill the screen.
    notices: [...state.notices.filter((shown) => shown.text !== notice.text), { ...notice, id }].slice(-4),
  }));
  if (!notice.lasting) setTimeout(() => dismissNotice(id), SHOWN_FOR_MS);
  return id;
}

export const dismissNotice = (id: number): void =>
  useEditor.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
