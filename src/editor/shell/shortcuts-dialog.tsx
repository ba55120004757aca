import { commandGroups } from '../commands/all';
import { shortcutOf } from '../commands/command-button';
import { onMac, showShortcut } from '../commands/shortcut';
import { Dialog } from '../controls/dialog';
import styles from './dialogs.module.css';

/** What is done with the pointer, or has its keys from the canvas itself. */
const gestures = (mod: string): readonly (readonly [string, string])[] => [
  ['Select several nodes', 'Shift + drag'],
  ['Add to the selection', `${mod} + click`],
  ['Move the selected nodes', 'Arrow keys'],
  ['Add a node at a place', 'Double click the canvas'],
  ['Add a node at the end of a wire', 'Drop the wire on the canvas'],
  ['Put a node on a wire', 'Drop it on the wire'],
  ['Bend a wire there', 'Double click the wire'],
  ['Rename a node', 'Double click its name'],
  ['Commands for a node, a wire or a place', 'Right click, Shift+F10'],
];

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" size="medium" onClose={onClose}>
      <div className={`${styles.body} ${styles.columns}`}>
        {commandGroups.map(({ title, commands }) => (
          <section key={title} className={styles.shortcuts}>
            <h3>{title}</h3>
            {commands.map((command) => {
              const shortcut = shortcutOf(command);
              return (
                shortcut && (
                  <p key={command.id}>
                    {command.label}
                    <kbd>{shortcut}</kbd>
                  </p>
                )
              );
            })}
          </section>
        ))}
        <section className={styles.shortcuts}>
          <h3>On the canvas</h3>
          {gestures(showShortcut('Mod', onMac())).map(([label, gesture]) => (
            <p key={label}>
              {label}
              <kbd>{gesture}</kbd>
            </p>
          ))}
        </section>
      </div>
    </Dialog>
  );
}
