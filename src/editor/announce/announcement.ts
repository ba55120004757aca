import type { EditorState } from '../store/editor-store';

type Watched = Pick<EditorState, 'graphId' | 'history' | 'run' | 'analysis'>;

const RUN: Readonly<Record<string, string>> = {
  running: 'The run has started.',
  done: 'The run is done.',
  failed: 'The run failed.',
  cancelled: 'The run was cancelled.',
  paused: 'The run is paused.',
};

/** What those who do not see the page should be told of a change of it; nothing, mostly. */
export function announcementOf(now: Watched, before: Watched): string | undefined {
  if (now.run.status !== before.run.status) return RUN[now.run.status];
  if (now.graphId !== before.graphId) return `Opened ${now.history.present.title}.`;
  return editOf(now, before) ?? problemsOf(now, before);
}

function editOf({ history: now }: Watched, { history: before }: Watched): string | undefined {
  if (now.present === before.present) return undefined;
  if (now.future.length > before.future.length) return 'Undone.';
  if (now.future.length < before.future.length && now.present === before.future[0]) return 'Redone.';
  const nodes = now.present.nodes.length - before.present.nodes.length;
  const wires = now.present.wires.length - before.present.wires.length;
  if (nodes !== 0) return `${countOf(Math.abs(nodes), 'node')} ${nodes > 0 ? 'added' : 'deleted'}.`;
  if (wires !== 0) return `${countOf(Math.abs(wires), 'wire')} ${wires > 0 ? 'added' : 'deleted'}.`;
  return undefined;
}

function problemsOf({ analysis: now }: Watched, { analysis: before }: Watched): string | undefined {
  if (!now || !before || now.plan.blocking.length === before.plan.blocking.length) return undefined;
  const [first] = now.plan.blocking;
  if (!first) return 'The graph is ready to run.';
  return `${countOf(now.plan.blocking.length, 'problem')} to mend. First: ${first.message}`;
}

const countOf = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
