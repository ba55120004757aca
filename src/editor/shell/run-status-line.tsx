import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { unfinishedTrainings } from '../store/run-unfinished';
import { runStatusText } from './run-status';
import styles from './top-bar.module.css';

export function RunStatusLine() {
  const text = useEditor((state) => runStatusText(state.run, unfinishedTrainings(state)));
  const tone = useEditor((state) => state.run.status);
  return (
    // It changes several times a second: what matters of it is told by the announcer.
    <output
      aria-live="off"
      className={styles.status}
      data-tone={tone}
      aria-label={t('Run status')}
      title={text}
    >
      {text}
    </output>
  );
}
