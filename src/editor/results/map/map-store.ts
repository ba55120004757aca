import { create } from 'zustand';
import type { Problem } from '../../../graph/problem';
import type { EmbeddingMap, MapRequest } from '../../../worker/api';
import { engine } from '../../engine/engine';

export interface MapState {
  readonly map?: EmbeddingMap;
  readonly options: MapRequest['options'];
  /** In [0, 1], while it is drawn. */
  readonly progress?: number;
  readonly problem?: Problem;
  /** Of what is being drawn. */
  readonly answerId?: string;
}

interface Maps {
  /** By the content key of the evaluate step. */
  readonly maps: Readonly<Record<string, MapState>>;
}

/** Maps outlive the tab that shows them: drawing one takes seconds. */
export const useMaps = create<Maps>()(() => ({ maps: {} }));

const MOST_MAPS = 12;

function update(key: string, answerId: string, change: (state: MapState) => MapState): void {
  useMaps.setState(({ maps }) => {
    const state = maps[key];
    return state?.answerId === answerId ? { maps: { ...maps, [key]: change(state) } } : { maps };
  });
}

/** Draws the map of an evaluation; one that is on its way is given up for it. */
export async function drawMap(key: string, request: MapRequest): Promise<void> {
  await stopMap(key);
  const answerId = crypto.randomUUID();
  const { options } = request;
  useMaps.setState(({ maps }) => {
    const others = Object.entries(maps).filter(([other]) => other !== key);
    const before = maps[key]?.map;
    return {
      maps: {
        ...Object.fromEntries(others.slice(-(MOST_MAPS - 1))),
        [key]: { options, progress: 0, answerId, ...(before && { map: before }) },
      },
    };
  });
  const fail = (problem: Problem) => update(key, answerId, () => ({ options, problem }));
  try {
    const outcome = await (await engine()).embeddingMap(answerId, request, (progress) =>
      update(key, answerId, (state) => ({ ...state, progress })),
    );
    if (outcome.ok) update(key, answerId, () => ({ options, map: outcome.value }));
    else fail(outcome.problems[0] ?? unexpected('The engine gave no answer.'));
  } catch (error) {
    fail(unexpected(error));
  }
}

/** Gives up the map that is on its way; an older one stays. */
export async function stopMap(key: string): Promise<void> {
  const state = useMaps.getState().maps[key];
  if (!state?.answerId) return;
  const { answerId, options, map } = state;
  update(key, answerId, () => ({ options, ...(map && { map }) }));
  await (await engine()).stopAnswer(answerId);
}

const unexpected = (error: unknown): Problem => ({
  code: 'map/unexpected',
  severity: 'error',
  message: error instanceof Error ? error.message : String(error),
});
