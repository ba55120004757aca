import { ChevronDown, ChevronUp, ListOrdered, Maximize2, Minimize2 } from 'lucide-react';
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  Suspense,
  useDeferredValue,
  useRef,
  useState,
} from 'react';
import { registry } from '../../../nodes/registry';
import { findNodeCommand } from '../commands/finding';
import { IconButton } from '../controls/button';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import styles from './results-panel.module.css';
import { PLAN_TAB, type ResultTab, resultTabs, tabsInView } from './tabs';
import { NodeView, VIEWS } from './views';

const PLAN: ResultTab = { id: PLAN_TAB, kind: PLAN_TAB, title: t('Plan') };

const LOWEST = 160;
const HIGHEST = 720;
const KEY_STEP = 32;

/** Under the canvas: what a run will do, and the results of training, evaluation and trying, a tab each. */
export function ResultsPanel() {
  const open = useEditor((state) => state.resultsOpen);
  const wanted = useEditor((state) => state.resultsTab);
  const [height, setHeight] = useState(320);
  const [tall, setTall] = useState(false);
  const tabs = useTabs(wanted);
  const current = tabs.find((tab) => tab.id === wanted) ?? PLAN;
  // A view may be large: the tab answers the click at once, and the view follows in its own time.
  const shown = useDeferredValue(current);
  const View = VIEWS[shown.kind] ?? NodeView;
  const setOpen = (resultsOpen: boolean) => useEditor.setState({ resultsOpen });

  return (
    <section
      className={styles.panel}
      style={{ height: open ? (tall ? '78%' : height) : undefined }}
      data-region="results"
      data-open={open}
      aria-label={t('Results')}
    >
      {open && <ResizeHandle height={height} onResize={setHeight} />}
      <header className={styles.header}>
        <Tabs tabs={tabs} current={open ? current.id : undefined} />
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
        <div className={styles.body} role="tabpanel" aria-label={shown.title}>
          <Suspense>
            <View key={shown.id} nodeId={shown.id} />
          </Suspense>
        </div>
      )}
    </section>
  );
}

/** The very same ones for as long as they read the same: an edit of a parameter draws none of them. */
function useTabs(wanted: string | undefined): readonly ResultTab[] {
  const document = useEditor((state) => state.history.present);
  const before = useRef<readonly ResultTab[]>([]);
  const tabs = [PLAN, ...resultTabs(document, wanted)];
  const isSame =
    tabs.length === before.current.length &&
    tabs.every((tab, place) => isSameTab(tab, before.current[place]));
  if (!isSame) before.current = tabs;
  return before.current;
}

const isSameTab = (a: ResultTab, b: ResultTab | undefined): boolean =>
  a.id === b?.id && a.kind === b.kind && a.title === b.title;

interface TabsProps {
  readonly tabs: readonly ResultTab[];
  /** The id of the one that is shown. */
  readonly current: string | undefined;
}

const Tabs = memo(function Tabs({ tabs, current }: TabsProps) {
  const { shown, more } = tabsInView(tabs, current);
  return (
    <>
      <div className={styles.tabs} role="tablist" aria-label={t('Results of')}>
        {shown.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            aria-selected={tab.id === current}
            data-tint={registry.get(tab.kind)?.category ?? 'results'}
            className={styles.tab}
            onClick={() => useEditor.setState({ resultsOpen: true, resultsTab: tab.id })}
          >
            {tab === PLAN && <ListOrdered size={14} aria-hidden />}
            {tab.title}
          </button>
        ))}
      </div>
      {more > 0 && (
        <button type="button" className={`${styles.tab} ${styles.more}`} onClick={findNodeCommand.run}>
          {t('{count} more: find a node…', { count: more })}
        </button>
      )}
    </>
  );
});

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
