import { TriangleAlert } from 'lucide-react';
import type { MismatchReport } from '../../worker/api';
import { Button } from '../controls/button';
import { Select } from '../controls/select';
import { formatCount, plural } from '../format/numbers';
import { t } from '../language/t';
import { mismatchRows } from './mismatch-rows';
import styles from './models-dialog.module.css';

interface MismatchViewProps {
  readonly report: MismatchReport;
  readonly onLoadWhatFits: () => void;
  readonly onTry: (architecture: string) => void;
  readonly onBack: () => void;
}

/** Which tensors do not fit, and the choice that is the person's alone: to load what does. */
export function MismatchView({ report, onLoadWhatFits, onTry, onBack }: MismatchViewProps) {
  const { label, fitting, others, wholeUpTo } = report;
  const rows = mismatchRows(report);
  return (
    <div className={styles.form}>
      <p className={styles.question}>
        <TriangleAlert size={16} aria-hidden className={styles.warning} />{' '}
        {t('The file comes closest to {label}, but not all of it fits.', { label })}
      </p>
      <p className={styles.itemFacts}>
        {t('What fits: {tensors} ({values} values). What does not: {others}.', {
          tensors: plural(fitting.tensors, 'tensor'),
          values: formatCount(fitting.values),
          others: formatCount(rows.length),
        })}{' '}
        {wholeUpTo === undefined
          ? t('Not even the first block is whole.')
          : t('Everything is whole up to {wholeUpTo}: cut there or earlier, and the rest does not matter.', {
              wholeUpTo,
            })}
      </p>
      <div className={styles.tableScroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('Tensor')}</th>
              <th scope="col">{t('Expected')}</th>
              <th scope="col">{t('Found')}</th>
              <th scope="col">{t('If loaded in part')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, expected, found, effect }) => (
              <tr key={`${name} ${effect}`}>
                <th scope="row">{name}</th>
                <td>{expected}</td>
                <td>{found}</td>
                <td>{effect}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {others.length > 0 && (
        <div className={styles.field}>
          {t('Or read it as another architecture')}
          <Select
            label={t('Another architecture')}
            value=""
            options={[
              { value: '', label: t('Choose…') },
              ...others.map((architecture) => ({ value: architecture, label: architecture })),
            ]}
            onChange={(architecture) => architecture && onTry(architecture)}
          />
        </div>
      )}
      <div className={styles.footer}>
        <Button onClick={onBack}>{t('Back')}</Button>
        <Button tone="primary" disabled={fitting.tensors === 0} onClick={onLoadWhatFits}>
          {t('Load what fits ({tensors})', { tensors: plural(fitting.tensors, 'tensor') })}
        </Button>
      </div>
    </div>
  );
}
