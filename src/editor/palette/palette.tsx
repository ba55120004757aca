import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { registry } from '../../../nodes/registry';
import type { NodeKind } from '../../plan/kind';
import { canvasHandle } from '../canvas/canvas-handle';
import { KIND_DRAG_TYPE, setDraggedKind } from '../canvas/drag-kind';
import { dropKind } from '../canvas/drop';
import { CATEGORY_NAMES, iconOf } from '../canvas/kind-icon';
import { IconButton } from '../controls/button';
import { Tooltip } from '../controls/tooltip';
import { t, translated } from '../language/t';
import { readPreference, writePreference } from '../store/preference';
import { addInView } from './add-in-view';
import { BlockList } from './block-list';
import styles from './palette.module.css';
import { searchKinds } from './search-kinds';
import { useTouchDrag } from './touch-drag';

const PIN_KEY = 'graft-palette';
/** The canvas measures itself anew after the palette has changed its width. */
const LAYOUT_MS = 60;

/** All kinds of nodes: slim, or wide with a line on each; searching widens it over the canvas meanwhile. */
export function Palette() {
  const [query, setQuery] = useState('');
  const [pinned, setPinned] = useState(() => readPreference(PIN_KEY, ['wide']) === 'wide');
  const [searching, setSearching] = useState(false);
  const wide = pinned || searching;
  const groups = useMemo(() => searchKinds([...registry.values()], query), [query]);
  const first = groups[0]?.kinds[0];
  return (
    <nav
      className={styles.palette}
      data-pinned={pinned}
      data-wide={wide}
      data-region="nodes"
      aria-label={t('Nodes')}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return;
        setSearching(false);
        setQuery('');
      }}
    >
      <div className={styles.panel}>
        <label className={styles.search}>
          <Search size={15} aria-hidden />
          <input
            type="search"
            placeholder={t('Search nodes')}
            aria-label={t('Search nodes')}
            value={query}
            onFocus={() => setSearching(true)}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && first) addInView(first);
              if (event.key === 'Escape') setQuery('');
            }}
          />
        </label>
        <div className={styles.list}>
          {groups.map(({ category, kinds }) => (
            <section
              key={category}
              data-tint={category}
              aria-label={t('{category} nodes', { category: CATEGORY_NAMES[category] })}
            >
              <h2 className={styles.heading}>{CATEGORY_NAMES[category]}</h2>
              {kinds.map((kind) => (
                <PaletteItem key={kind.kind} kind={kind} wide={wide} />
              ))}
            </section>
          ))}
          <BlockList query={query} wide={wide} />
          {groups.length === 0 && (
            <p className={styles.none}>{t('No node is called "{query}".', { query })}</p>
          )}
        </div>
        <div className={styles.foot}>
          <IconButton
            icon={pinned ? PanelLeftClose : PanelLeftOpen}
            label={pinned ? t('Icons only') : t('Show what the nodes do')}
            onClick={() => {
              writePreference(PIN_KEY, pinned ? 'slim' : 'wide');
              setPinned(!pinned);
              setTimeout(() => canvasHandle()?.fitView(), LAYOUT_MS);
            }}
          />
        </div>
      </div>
    </nav>
  );
}

interface PaletteItemProps {
  readonly kind: NodeKind;
  readonly wide: boolean;
}

function PaletteItem({ kind, wide }: PaletteItemProps) {
  const Icon = iconOf(kind);
  const { handlers, ghost } = useTouchDrag(translated(kind.label), (screen) => dropKind(kind, screen));
  return (
    <Tooltip text={translated(kind.summary)} hint={t('Drag it onto the canvas, or click')} side="right">
      <button
        type="button"
        className={styles.item}
        draggable
        aria-label={t('Add {label}', { label: translated(kind.label) })}
        onDragStart={(event) => {
          event.dataTransfer.setData(KIND_DRAG_TYPE, kind.kind);
          event.dataTransfer.effectAllowed = 'copy';
          setDraggedKind(kind);
        }}
        onDragEnd={() => setDraggedKind(undefined)}
        {...handlers}
        onClick={() => addInView(kind)}
      >
        <span className={styles.icon}>
          <Icon size={wide ? 15 : 18} aria-hidden />
        </span>
        <span className={styles.text}>
          <span className={styles.label}>{translated(kind.label)}</span>
          {wide && <span className={styles.summary}>{translated(kind.summary)}</span>}
        </span>
        {ghost}
      </button>
    </Tooltip>
  );
}
