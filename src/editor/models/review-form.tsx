import { type FormEvent, useState } from 'react';
import type { Problem } from '../../graph/problem';
import type { Preprocessing } from '../../plan/catalog';
import { resizeText } from '../../plan/preprocessing';
import { Button } from '../controls/button';
import field from '../controls/field.module.css';
import { Select } from '../controls/select';
import { formatBytes, plural } from '../format/numbers';
import { ProblemList } from '../inspector/problem-list';
import { t, translated } from '../language/t';
import { FactList, type NamedFact } from './fact-list';
import styles from './models-dialog.module.css';
import { preprocessingChoices } from './preprocessing-choices';
import { LONGEST_NAME } from './rename-model';
import type { ReadModel } from './use-reading';

interface ReviewFormProps {
  readonly model: ReadModel;
  readonly problems: readonly Problem[];
  readonly keepLabel: string;
  readonly onKeep: (choices: {
    readonly label: string;
    readonly preprocessing: Preprocessing;
  }) => Promise<void>;
  readonly onBack: () => void;
}

/** What was read, and what only the person can know: its name and how its images were prepared. */
export function ReviewForm({ model, problems, keepLabel, onKeep, onBack }: ReviewFormProps) {
  const { info, provenance, bytes, warnings } = model;
  const [label, setLabel] = useState(info.label);
  const [prepared, setPrepared] = useState('found');
  const [busy, setBusy] = useState(false);
  const choices = preprocessingChoices(info.preprocessing);
  const blocks = info.blocks[info.defaultInputSize]?.length ?? 0;
  const facts: readonly NamedFact[] = [
    [
      t('Architecture'),
      t('{family}, {blocks} to cut at', { family: info.family, blocks: plural(blocks, 'block') }),
    ],
    [t('Trained for'), translated(info.sourceTask)],
    [t('From'), provenance.origin],
    ...(info.preprocessing.resize
      ? ([
          [t('Images'), t('cut to a square: {resize}', { resize: resizeText(info.preprocessing.resize) })],
        ] as const)
      : []),
    [t('Licence'), info.licence || t('not stated: ask whoever made it')],
    [t('Size'), formatBytes(bytes)],
    ['SHA-256', `${provenance.checksum}${provenance.verified ? t(' (as the source states)') : ''}`],
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const preprocessing =
      choices.find(({ value }) => value === prepared)?.preprocessing ?? info.preprocessing;
    setBusy(true);
    void onKeep({ label: label.trim(), preprocessing }).finally(() => setBusy(false));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <label className={styles.field}>
        {t('Name')}
        <input
          className={field.text}
          maxLength={LONGEST_NAME}
          value={label}
          onChange={(event) => setLabel(event.target.value)}
        />
      </label>
      <FactList facts={facts} />
      <div className={styles.field}>
        {t('Pixel values that it was trained on')}
        <Select label={t('Preprocessing')} value={prepared} options={choices} onChange={setPrepared} />
        <span className={styles.note}>
          {t(
            'With the wrong values a network sees strange pictures and transfers badly. The page of the model says which are right.',
          )}
        </span>
      </div>
      {provenance.random && (
        <p className={styles.note}>
          {plural(provenance.random.names.length, 'weight')}{' '}
          {provenance.random.names.length === 1 ? 'is' : 'are'} {t('not in the file and will start random.')}
        </p>
      )}
      {warnings.length > 0 && <ProblemList problems={warnings} ofOneNode />}
      {problems.length > 0 && <ProblemList problems={problems} ofOneNode />}
      <div className={styles.footer}>
        <Button onClick={onBack}>{t('Back')}</Button>
        <Button type="submit" tone="primary" disabled={busy || label.trim() === ''}>
          {keepLabel}
        </Button>
      </div>
    </form>
  );
}
