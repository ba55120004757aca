import type { LucideIcon } from 'lucide-react';
import type { EditorState } from '../store/editor-store';

/** A user action. One object serves toolbar, menus and keyboard. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** E.g. `Mod+Shift+Z`; `Mod` is ⌘ on a Mac and Ctrl elsewhere. Several ways may be given; none is the browser's. */
  readonly shortcuts?: readonly string[];
  /** Its shortcut works in text fields as well. */
  readonly isForFieldsToo?: boolean;
  /** A shortcut that reaches the page as an event of the system's clipboard, not as a key. */
  readonly systemShortcut?: string;
  /** Words that a search should also find it by. */
  readonly keywords?: readonly string[];
  /** Always, when absent. */
  readonly enabled?: (state: EditorState) => boolean;
  /** For what is either on or off: is it on? */
  readonly isOn?: (state: EditorState) => boolean;
  readonly run: () => void;
}
