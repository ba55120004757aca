import { copyCommand, deleteCommand, duplicateCommand } from '../commands/editing';
import { groupCommand } from '../commands/grouping';
import { runSelectedCommand } from '../commands/running';
import { Button } from '../controls/button';
import { t } from '../language/t';
import styles from './inspector.module.css';

export function SeveralInspector({ count }: { readonly count: number }) {
  return (
    <>
      <h2 className={styles.graphTitle}>{t('{count} nodes selected', { count })}</h2>
      <div className={styles.block}>
        <div className={styles.row}>
          {[runSelectedCommand, groupCommand, duplicateCommand, copyCommand, deleteCommand].map((command) => (
            <Button key={command.id} icon={command.icon} onClick={command.run}>
              {command.label}
            </Button>
          ))}
        </div>
      </div>
    </>
  );
}
