import { t } from '../../language/t';
import { notify } from '../../store/notices';
import { readDrafts, writeDraft } from './capture-database';
import { useCapture } from './capture-store';

/**
 * Brings back the pictures of earlier visits and stores each new one as it is taken: what was recorded
 * cannot be had again. Returns a function that stops it.
 */
export function keepDrafts(): () => void {
  let restoring = false;
  let writing = readDrafts()
    .then((stored) => {
      restoring = true;
      useCapture.setState(({ drafts }) => ({ drafts: { ...stored, ...drafts } }));
      restoring = false;
    })
    .catch(reportOnce);
  return useCapture.subscribe(({ drafts }, before) => {
    if (restoring) return;
    const nodes = new Set([...Object.keys(drafts), ...Object.keys(before.drafts)]);
    for (const nodeId of nodes) {
      const now = drafts[nodeId];
      const then = before.drafts[nodeId];
      if (now !== then) writing = writing.then(() => writeDraft(nodeId, now, then)).catch(reportOnce);
    }
  });
}

let reported = false;

function reportOnce(error: unknown): void {
  if (reported) return;
  reported = true;
  notify({
    tone: 'error',
    text: t('This browser does not let Graft keep webcam pictures.'),
    detail: t('Put them to use before you leave the page. ({message})', {
      message: error instanceof Error ? error.message : String(error),
    }),
  });
}
