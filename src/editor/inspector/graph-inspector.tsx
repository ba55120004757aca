import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../controls/button';
import { Markdown } from '../controls/markdown';
import { t } from '../language/t';
import { setDescription, settleEdit } from '../store/edit';
import { useEditor } from '../store/editor-store';
import styles from './inspector.module.css';
import { ProblemList } from './problem-list';

const NO_PROBLEMS: readonly never[] = [];

/** The graph's lesson, how to go on, and everything that is wrong. */
export function GraphInspector() {
  const { title, description, nodes } = useEditor((state) => state.history.present);
  const problems = useEditor((state) => state.analysis?.plan.problems ?? NO_PROBLEMS);
  const fileProblems = useEditor((state) => state.fileProblems);
  const pressing = [...fileProblems, ...problems].filter((problem) => problem.severity !== 'info');
  return (
    <>
      <h2 className={styles.graphTitle}>{title}</h2>
      <Lesson text={description} />
      {nodes.length > 0 && pressing.length > 0 && (
        <section className={styles.block}>
          <h3>{t('To mend')}</h3>
          <ProblemList problems={pressing} />
        </section>
      )}
      <section className={styles.block}>
        <h3>{t('How it works')}</h3>
        <ul className={styles.howTo}>
          <li>{t('Click or drag a node from the left to add it.')}</li>
          <li>{t('Drag from a port to another of the same colour to wire them.')}</li>
          <li>{t('Click a node to read what it does and to change its settings.')}</li>
          <li>
            {t('Press')} <b>{t('Run')}</b>
            {t('. What has not changed since the last run is not computed again.')}
          </li>
        </ul>
      </section>
    </>
  );
}

function Lesson({ text }: { readonly text: string }) {
  const [editing, setEditing] = useState(false);
  if (editing) {
    return (
      <div className={styles.lesson}>
        <textarea
          className={styles.editLesson}
          // biome-ignore lint/a11y/noAutofocus: the button that was pressed asked for it
          autoFocus
          aria-label={t('Description of the graph, in Markdown')}
          value={text}
          onChange={(event) => setDescription(event.target.value)}
          onBlur={() => {
            setEditing(false);
            settleEdit();
          }}
        />
      </div>
    );
  }
  return (
    <div className={styles.lesson}>
      {text ? <Markdown text={text} /> : <p className={styles.quiet}>{t('No description yet.')}</p>}
      <Button
        tone="plain"
        icon={Pencil}
        style={{ marginTop: 8, marginLeft: -12 }}
        onClick={() => setEditing(true)}
      >
        {text ? t('Edit description') : t('Describe this graph')}
      </Button>
    </div>
  );
}
