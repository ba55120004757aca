import { BookmarkPlus, History as HistoryIcon, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { AskName } from '../controls/ask-name';
import { Button, IconButton } from '../controls/button';
import { formatAgo } from '../format/ago';
import { t } from '../language/t';
import { keepNow } from '../library/keep-now';
import { useVersions } from '../library/use-library';
import { goToStep } from '../store/edit';
import { useEditor } from '../store/editor-store';
import { timeline } from '../store/history';
import { reportStorage } from '../store/saving';
import { stepName } from '../store/step-names';
import styles from './history-panel.module.css';

const close = () => useEditor.setState({ historyOpen: false });

/** Beside the canvas: the steps that can be undone and redone, and the versions that were given a name. */
export default function HistoryPanel() {
  return (
    <aside className={styles.panel} aria-label={t('History')}>
      <header className={styles.header}>
        <h2>{t('History')}</h2>
        <IconButton icon={X} label={t('Close the history')} onClick={close} />
      </header>
      <Steps />
      <NamedVersions />
    </aside>
  );
}

function Steps() {
  const history = useEditor((state) => state.history);
  const { states, place: now } = timeline(history);
  const names = useMemo(
    () => states.map((state, place) => (place === 0 ? START : stepName(states[place - 1] ?? state, state))),
    [states],
  );
  const current = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marked step moves with every edit
  useEffect(() => {
    // What it gives (a promise, in newer browsers) is nothing that React could call to clean up.
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [now, states.length]);
  return (
    <section className={styles.steps} aria-label={t('Steps')}>
      <h3>{t('Steps')}</h3>
      <ol className={styles.list} reversed>
        {names
          .map((name, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the row
            <li key={place}>
              <button
                ref={place === now ? current : undefined}
                type="button"
                className={styles.step}
                aria-current={place === now ? 'step' : undefined}
                data-undone={place > now}
                onClick={() => goToStep(place)}
              >
                {name}
              </button>
            </li>
          ))
          .reverse()}
      </ol>
    </section>
  );
}

const START = t('As it was opened');

function NamedVersions() {
  const graph = useEditor((state) => state.graphId);
  const versions = useVersions(graph);
  const [naming, setNaming] = useState(false);
  const now = Date.now();
  const named = versions?.filter(({ name }) => name !== undefined) ?? [];
  const showAll = () => useEditor.setState({ dialog: { type: 'versions', graph } });
  return (
    <section className={styles.versions} aria-label={t('Named versions')}>
      <h3>{t('Named versions')}</h3>
      {named.length === 0 ? (
        <p className={styles.none}>{t('None yet. A moment that you name is kept for good.')}</p>
      ) : (
        <ul className={styles.list}>
          {named.map(({ id, name, at }) => (
            <li key={id}>
              <button type="button" className={styles.step} onClick={showAll}>
                {name}
                <span className={styles.ago}>{formatAgo(at, now)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.tools}>
        <Button icon={BookmarkPlus} onClick={() => setNaming(true)}>
          {t('Name this moment…')}
        </Button>
        <Button icon={HistoryIcon} tone="plain" onClick={showAll}>
          {t('All versions')}
        </Button>
      </div>
      {naming && (
        <AskName
          title={t('Name this moment')}
          label={t('Name, e.g. “Before unfreezing”')}
          value=""
          action={t('Keep')}
          onAnswer={(name) => keepNow(graph, name).catch(reportStorage)}
          onClose={() => setNaming(false)}
        />
      )}
    </section>
  );
}
