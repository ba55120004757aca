import { create } from 'zustand';
import type { StepEstimate } from '../../plan/estimate';
import { formatSpeeds, parseSpeeds, type Speeds } from '../../plan/estimate-memory';
import type { Need } from '../../plan/passes/incremental';
import type { Keeping } from '../../worker/api';
import { readRemembered, writePreference } from '../store/preference';

/** What is known of the time that plans take, and of what they need not compute. */
export interface Planning {
  /** Of every backend used on this machine; outlives the page. */
  readonly speeds: Speeds;
  /** Where results are that the backend in use computed before, by the content keys of their steps. */
  readonly kept: ReadonlyMap<string, Keeping>;
  /** What was foreseen for each step when it last began to run, by content key. */
  readonly foreseen: Readonly<Record<string, StepEstimate>>;
  /** Of the current run: what it has to do, by step id, and the time that was foreseen for all of it. */
  readonly run?: { readonly needs: ReadonlyMap<string, Need>; readonly total?: StepEstimate };
}

const SPEEDS = 'graft-speeds';

export const usePlanning = create<Planning>()(() => ({
  speeds: parseSpeeds(readRemembered(SPEEDS)),
  kept: new Map<string, Keeping>(),
  foreseen: {},
}));

/** Keeps what was learned of the speeds, also for later visits. */
export function rememberSpeeds(change: (speeds: Speeds) => Speeds): void {
  const speeds = change(usePlanning.getState().speeds);
  usePlanning.setState({ speeds });
  writePreference(SPEEDS, formatSpeeds(speeds));
}
