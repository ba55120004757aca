import { CommandButton } from '../commands/command-button';
import { cancelCommand, runCommand, runSelectedCommand } from '../commands/running';
import { Button } from '../controls/button';
import { useEditor } from '../store/editor-store';
import { runFraction } from '../store/node-run';
import { runStatusText } from './run-status';
import styles from './top-bar.module.css';

export function RunControls() {
  const run = useEditor((state) => state.run);
  const blocked = useEditor((state) => (state.analysis?.plan.blocking.length ?? 0) > 0);
  const running = run.status === 'running';
  return (
    <div className={styles.run}>
      <output className={styles.status} data-tone={run.status} aria-label="Run status">
        {runStatusText(run)}
      </output>
      <CommandButton command={runSelectedCommand} />
      {running ? (
        <Button
          tone="danger"
          icon={cancelCommand.icon}
          className={styles.runButton}
          onClick={cancelCommand.run}
        >
          Cancel
        </Button>
      ) : (
        <Button
          tone="primary"
          icon={runCommand.icon}
          className={`${styles.runButton} ${blocked ? styles.blocked : ''}`}
          title={blocked ? 'Not ready: press to see what is missing' : undefined}
          onClick={runCommand.run}
        >
          Run
        </Button>
      )}
      {running && (
        <div className={styles.progress} aria-hidden>
          <div style={{ width: `${runFraction(run) * 100}%` }} />
        </div>
      )}
    </div>
  );
}
