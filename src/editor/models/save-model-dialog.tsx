import { type FormEvent, useState } from 'react';
import type { Problem } from '../../graph/problem';
import { Button } from '../controls/button';
import { Dialog } from '../controls/dialog';
import field from '../controls/field.module.css';
import { formatPercent, plural } from '../format/numbers';
import { ProblemList } from '../inspector/problem-list';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { fitStepOf, measuredIn, saveTrained } from '../store/models';
import { useGraphNode } from '../store/node-hooks';
import { notify } from '../store/notices';
import styles from './models-dialog.module.css';
import { LONGEST_NAME } from './rename-model';

/** Keeps what a Train node learned under a name. */
export default function SaveModelDialog({
  nodeId,
  onClose,
}: {
  readonly nodeId: string;
  readonly onClose: () => void;
}) {
  const title = useEditor((state) => state.history.present.title);
  const node = useGraphNode(nodeId);
  const [name, setName] = useState(node?.label ? `${title}: ${node.label}` : title);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const step = fitStepOf(nodeId);
  const [accuracy] = step ? Object.values(measuredIn(step.id)) : [];

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const outcome = await saveTrained(nodeId, name.trim());
      if (!outcome.ok) return setProblems(outcome.problems);
      onClose();
      notify({
        tone: 'success',
        text: t('"{label}" is in your models.', { label: outcome.value.info.label }),
        detail: t('Choose it as the network of a Backbone node, or export it.'),
        action: {
          label: t('Show models'),
          run: () => useEditor.setState({ dialog: { type: 'models', view: 'list' } }),
        },
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setProblems([{ code: 'models/save', severity: 'error', message }]);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('Save to library')}
      description={t('The layers up to the cut with their trained weights, and the head beside them.')}
      onClose={onClose}
    >
      <form className={`${styles.form} ${styles.dialogBody}`} onSubmit={(event) => void save(event)}>
        <label className={styles.field}>
          {t('Name')}
          <input
            className={field.text}
            autoFocus
            maxLength={LONGEST_NAME}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <p className={styles.itemFacts}>
          {step
            ? t('It tells {classs} apart. ', {
                classs: plural(step.params.classes.length, 'class', 'classes'),
              })
            : t('There is no training to save. Run the graph first. ')}
          {step &&
            (accuracy
              ? t(
                  'Its accuracy of {accuracy} is kept with it, and so is what it was trained on, from what, and with which seed.',
                  { accuracy: formatPercent(accuracy.accuracy) },
                )
              : t(
                  'What it was trained on, from what, and with which seed is kept with it. Evaluate it first to keep its accuracy too.',
                ))}
        </p>
        {problems.length > 0 && <ProblemList problems={problems} ofOneNode />}
        <div className={styles.footer}>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" tone="primary" disabled={!step || busy || name.trim() === ''}>
            {busy ? t('Saving…') : t('Save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
