import { create } from 'zustand';
import { readPreference, writePreference } from '../store/preference';

/** How the canvas behaves; outlives the page. */
interface ViewPreferences {
  /** Nodes come to rest on the dots of the canvas. */
  readonly snap: boolean;
  /** While a node is dragged, lines show what it is level with, and it holds there. */
  readonly guides: boolean;
  /** `auto`: in large graphs. */
  readonly minimap: 'auto' | 'on' | 'off';
}

const ON_OFF = ['on', 'off'] as const;
const KEYS = { snap: 'graft-snap', guides: 'graft-guides', minimap: 'graft-minimap' } as const;

export const useViewPreferences = create<ViewPreferences>(() => ({
  snap: readPreference(KEYS.snap, ON_OFF) === 'on',
  guides: readPreference(KEYS.guides, ON_OFF) !== 'off',
  minimap: readPreference(KEYS.minimap, ON_OFF) ?? 'auto',
}));

export function toggle(name: 'snap' | 'guides'): void {
  const next = !useViewPreferences.getState()[name];
  useViewPreferences.setState({ [name]: next });
  writePreference(KEYS[name], next ? 'on' : 'off');
}

const MINIMAP_FROM_NODES = 24;

export const showsMinimap = (minimap: ViewPreferences['minimap'], nodes: number): boolean =>
  minimap === 'on' || (minimap === 'auto' && nodes >= MINIMAP_FROM_NODES);

export function toggleMinimap(nodes: number): void {
  const minimap = showsMinimap(useViewPreferences.getState().minimap, nodes) ? 'off' : 'on';
  useViewPreferences.setState({ minimap });
  writePreference(KEYS.minimap, minimap);
}

/** The distance of the dots of the canvas, and of the places that nodes snap to. */
export const GRID = 22;
