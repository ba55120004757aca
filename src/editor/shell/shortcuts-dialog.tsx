import { commandGroups } from '../commands/all';
import { shortcutOf } from '../commands/command-button';
import { onMac, showShortcut } from '../commands/shortcut';
import { setSingleKeys, useSingleKeys } from '../commands/single-keys';
import { Dialog } from '../controls/dialog';
import { Switch } from '../controls/switch';
import { t } from '../language/t';
import styles from './dialogs.module.css';

/** What is done with the pointer, or has its keys from the canvas itself. */
const gestures = (mod: string): readonly (readonly [string, string])[] => [
  [t('Select several nodes'), t('Shift + drag')],
  [t('Add to the selection'), t('{mod} + click', { mod })],
  [t('Move the selected nodes'), t('Arrow keys')],
  [t('Add a node at a place'), t('Double click the canvas')],
  [t('Add a node at the end of a wire'), t('Drop the wire on the canvas')],
  [t('Put a node on a wire'), t('Drop it on the wire')],
  [t('Bend a wire there'), t('Double click the wire')],
  [t('Rename a node'), t('Double click its name')],
  [t('Commands for a node, a wire or a place'), t('Right click, Shift+F10')],
];

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const singleKeys = useSingleKeys((state) => state.on);
  return (
    <Dialog title={t('Keyboard shortcuts')} size="medium" onClose={onClose}>
      <div className={styles.setting}>
        <span>
          {t('Single keys')}
          <small>{t('Switch off if keys are struck by speech or unmeant.')}</small>
        </span>
        <Switch label={t('Single keys')} checked={singleKeys} onChange={setSingleKeys} />
      </div>
      <section
        className={`${styles.body} ${styles.columns}`}
        aria-label={t('Keyboard shortcuts')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard
        tabIndex={0}
      >
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
          <h3>{t('On the canvas')}</h3>
          {gestures(showShortcut('Mod', onMac())).map(([label, gesture]) => (
            <p key={label}>
              {label}
              <kbd>{gesture}</kbd>
            </p>
          ))}
        </section>
      </section>
    </Dialog>
  );
}
