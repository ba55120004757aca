import { useEditor } from '../store/editor-store';
import { unfinishedTrainings } from '../store/run-unfinished';
import { runStatusText } from './run-status';
import styles from './top-bar.module.css';

export function RunStatusLine() {
  const text = useEditor((state) => runStatusText(state.run, unfinishedTrainings(state)));
  const tone = useEditor((state) => state.run.status);
  return (
    <output className={styles.status} data-tone={tone} aria-label="Run status" title={text}>
      {text}
    </output>
  );
}
