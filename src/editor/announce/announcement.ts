import { plural } from '../format/numbers';
import { t, translated } from '../language/t';
import type { EditorState } from '../store/editor-store';

type Watched = Pick<EditorState, 'graphId' | 'history' | 'run' | 'analysis'>;

const RUN: Readonly<Record<string, string>> = {
  running: t('The run has started.'),
  done: t('The run is done.'),
  failed: t('The run failed.'),
  cancelled: t('The run was cancelled.'),
  paused: t('The run is paused.'),
};

/** What those who do not see the page should be told of a change of it; nothing, mostly. */
export function announcementOf(now: Watched, before: Watched): string | undefined {
  if (now.run.status !== before.run.status) return RUN[now.run.status];
  if (now.graphId !== before.graphId) return t('Opened {title}.', { title: now.history.present.title });
  return editOf(now, before) ?? problemsOf(now, before);
}

function editOf({ history: now }: Watched, { history: before }: Watched): string | undefined {
  if (now.present === before.present) return undefined;
  if (now.future.length > before.future.length) return t('Undone.');
  if (now.future.length < before.future.length && now.present === before.future[0]) return t('Redone.');
  const nodes = now.present.nodes.length - before.present.nodes.length;
  const wires = now.present.wires.length - before.present.wires.length;
  if (nodes !== 0) return changeOf(nodes, plural(Math.abs(nodes), 'node'));
  if (wires !== 0) return changeOf(wires, plural(Math.abs(wires), 'wire'));
  return undefined;
}

function problemsOf({ analysis: now }: Watched, { analysis: before }: Watched): string | undefined {
  if (!now || !before || now.plan.blocking.length === before.plan.blocking.length) return undefined;
  const [first] = now.plan.blocking;
  if (!first) return t('The graph is ready to run.');
  return t('{problems} to mend. First: {message}', {
    problems: plural(now.plan.blocking.length, 'problem'),
    message: translated(first.message),
  });
}

const changeOf = (difference: number, what: string): string =>
  difference > 0 ? t('{what} added.', { what }) : t('{what} deleted.', { what });
