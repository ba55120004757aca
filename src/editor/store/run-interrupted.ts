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
      const how = training.batch > 0 ? 'is paused' : 'was interrupted';
      shown = 0;
      shown = notify({
        tone: 'info',
        lasting: true,
        text: t('{name} {how} in {training}.', { name, how, training: placeOf(training) }),
        detail: t('It can go on from there: nothing before that is lost.'),
        action: { label: t('Resume'), run: () => void startRun() },
      });
    }
  });
  return stop;
}
