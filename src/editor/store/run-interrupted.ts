import { t } from '../language/t';
import { useEditor } from './editor-store';
import { dismissNotice, notify } from './notices';
import { startRun } from './run';
import { nodeOf, placeOf, unfinishedTrainings } from './run-unfinished';

/**
 * Tells on a visit, once, that an earlier one left a training unfinished, for as long as it can be
 * resumed. Returns a function that stops it.
 */
export function offerInterrupted(): () => void {
  let shown: number | undefined;
  const stop = useEditor.subscribe((state) => {
    const [training] = unfinishedTrainings(state);
    if (state.run.runId !== undefined || (shown !== undefined && !training)) {
      stop();
      if (shown !== undefined) dismissNotice(shown);
    } else if (shown === undefined && training) {
      const node = state.history.present.nodes.find(({ id }) => id === nodeOf(state, training));
      const name = node?.label ?? t('Training');
      // Only a pause saves in mid-epoch.
      const isPaused = training.batch > 0;
      const where = { name, place: placeOf(training) };
      shown = 0;
      shown = notify({
        tone: 'info',
        lasting: true,
        text: isPaused
          ? t('{name} is paused in {place}.', where)
          : t('{name} was interrupted in {place}.', where),
        detail: t('It can go on from there: nothing before that is lost.'),
        action: { label: t('Resume'), run: () => void startRun() },
      });
    }
  });
  return stop;
}
