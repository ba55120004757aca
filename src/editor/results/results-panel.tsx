import { ChevronDown, ChevronUp, ListOrdered, Maximize2, Minimize2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, Suspense, useRef, useState } from 'react';
import { registry } from '../../../nodes/registry';
import { IconButton } from '../controls/button';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import styles from './results-panel.module.css';
import { PLAN_TAB, type ResultTab, resultTabs } from './tabs';
import { NodeView, VIEWS } from './views';

const PLAN: ResultTab = { id: PLAN_TAB, kind: PLAN_TAB, title: t('Plan') };

const LOWEST = 160;
const HIGHEST = 720;
const KEY_STEP = 32;

/** Under the canvas: what a run will do, and the results of training, evaluation and trying, a tab each. */
export function ResultsPanel() {
  const document = useEditor((state) => state.history.present);
  const open = useEditor((state) => state.resultsOpen);
  const wanted = useEditor((state) => state.resultsTab);
  const [height, setHeight] = useState(320);
  const [tall, setTall] = useState(false);
  const tabs = [PLAN, ...resultTabs(document, wanted)];
  const current = tabs.find((tab) => tab.id === wanted) ?? PLAN;
  const View = VIEWS[current.kind] ?? NodeView;
  const setOpen = (resultsOpen: boolean) => useEditor.setState({ resultsOpen });

  return (
    <section
      className={styles.panel}
      style={{ height: open ? (tall ? '78%' : height) : undefined }}
      data-region="results"
      aria-label={t('Results')}
    >
      {open && <ResizeHandle height={height} onResize={setHeight} />}
      <header className={styles.header}>
        <div className={styles.tabs} role="tablist" aria-label={t('Results of')}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              aria-selected={open && tab.id === current.id}
              data-tint={registry.get(tab.kind)?.category ?? 'results'}
              className={styles.tab}
              onClick={() => useEditor.setState({ resultsOpen: true, resultsTab: tab.id })}
            >
              {tab === PLAN && <ListOrdered size={14} aria-hidden />}
              {tab.title}
            </button>
          ))}
        </div>
        {open && (
          <IconButton
            icon={tall ? Minimize2 : Maximize2}
            size={14}
            label={tall ? t('Smaller') : t('Larger')}
            onClick={() => setTall(!tall)}
          />
        )}
        <IconButton
          icon={open ? ChevronDown : ChevronUp}
          label={open ? t('Hide results') : t('Show results')}
          onClick={() => setOpen(!open)}
        />
      </header>
      {open && (
        <div className={styles.body} role="tabpanel" aria-label={current.title}>
          <Suspense>
            <View key={current.id} nodeId={current.id} />
          </Suspense>
        </div>
      )}
    </section>
  );
}

interface ResizeHandleProps {
  readonly height: number;
  readonly onResize: (height: number) => void;
}

function ResizeHandle({ height, onResize }: ResizeHandleProps) {
  const start = useRef<{ readonly y: number; readonly height: number }>(undefined);
  const resize = (next: number) => onResize(Math.min(HIGHEST, Math.max(LOWEST, next)));
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { y: event.clientY, height };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp') resize(height + KEY_STEP);
    if (event.key === 'ArrowDown') resize(height - KEY_STEP);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves has no element of its own
    <div
      className={styles.handle}
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={t('Height of the results')}
      aria-valuenow={height}
      aria-valuemin={LOWEST}
      aria-valuemax={HIGHEST}
      onPointerDown={onPointerDown}
      onPointerMove={(event) =>
        start.current && resize(start.current.height + start.current.y - event.clientY)
      }
      onPointerUp={() => {
        start.current = undefined;
      }}
      onKeyDown={onKeyDown}
    />
  );
}
