import { commandGroups } from '../commands/all';
import { onMac, showShortcut } from '../commands/shortcut';
import { Dialog } from '../controls/dialog';
import styles from './dialogs.module.css';

/** By keyboard these come as events of the system's clipboard, not as shortcuts of ours. */
const CLIPBOARD: Readonly<Record<string, string>> = { cut: 'Mod+X', copy: 'Mod+C', paste: 'Mod+V' };

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const isMac = onMac();
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <div className={styles.body}>
        {commandGroups.map(({ title, commands }) => (
          <section key={title} className={styles.shortcuts}>
            <h3>{title}</h3>
            {commands.map((command) => {
              const shortcut = command.shortcuts?.[0] ?? CLIPBOARD[command.id];
              return (
                shortcut && (
                  <p key={command.id}>
                    {command.label}
                    <kbd>{showShortcut(shortcut, isMac)}</kbd>
                  </p>
                )
              );
            })}
          </section>
        ))}
        <p className={styles.detail}>
          Hold Shift and drag to select several nodes. Arrow keys move the selected ones.
        </p>
      </div>
    </Dialog>
  );
}
