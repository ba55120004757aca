import { useMemo, useState } from 'react';
import { Dialog } from '../../controls/dialog';
import { Select } from '../../controls/select';
import { formatCount, plural } from '../../format/numbers';
import { t, translated } from '../../language/t';
import { loadOf, useDataExpression } from '../../store/node-hooks';
import { filterSamples } from '../pick-samples';
import { useDatasetIndex } from '../use-dataset-index';
import styles from './dataset-dialog.module.css';
import { SampleGrid } from './sample-grid';

interface DatasetDialogProps {
  readonly nodeId: string;
  readonly onClose: () => void;
}

const ALL = '';

/** All samples of a dataset: counts per class, filters, and what was left out when it was read. */
export function DatasetDialog({ nodeId, onClose }: DatasetDialogProps) {
  const expression = useDataExpression(nodeId);
  const load = expression && loadOf(expression);
  const { index, problem } = useDatasetIndex(load?.dataset);
  const [className, setClassName] = useState(ALL);
  const [domain, setDomain] = useState(ALL);

  const kept = useMemo(() => (index && load ? filterSamples(index, load) : []), [index, load]);
  const counts = useMemo(() => {
    const byClass = new Map<number, number>();
    for (const sample of kept) byClass.set(sample.class, (byClass.get(sample.class) ?? 0) + 1);
    return [...byClass].sort(([a], [b]) => a - b);
  }, [kept]);
  const shown = useMemo(() => {
    if (!index) return [];
    const inClass = index.classes.indexOf(className);
    const inDomain = index.domains.indexOf(domain);
    return kept.filter(
      (sample) =>
        (className === ALL || sample.class === inClass) && (domain === ALL || sample.domain === inDomain),
    );
  }, [index, kept, className, domain]);
  const most = Math.max(1, ...counts.map(([, count]) => count));

  return (
    <Dialog
      size="large"
      title={index?.name ?? t('Images')}
      description={
        index
          ? t('{images} in {classs} · {licence}', {
              images: plural(kept.length, 'image'),
              classs: plural(counts.length, 'class', 'classes'),
              licence: index.licence,
            })
          : problem
            ? translated(problem.message)
            : t('Loading…')
      }
      onClose={onClose}
    >
      <div className={styles.layout}>
        <nav className={styles.side} aria-label={t('Classes')}>
          {index && index.domains.length > 1 && (
            <div className={styles.domain}>
              <Select
                label={index.domainLabel ?? t('Domain')}
                value={domain}
                options={[
                  {
                    value: ALL,
                    label: t('{domainLabel}: all', { domainLabel: index.domainLabel ?? t('Domain') }),
                  },
                  ...index.domains.map((name) => ({ value: name, label: name })),
                ]}
                onChange={setDomain}
              />
            </div>
          )}
          <ClassRow
            name={t('All classes')}
            count={kept.length}
            share={0}
            on={className === ALL}
            onPick={() => setClassName(ALL)}
          />
          {index &&
            counts.map(([place, count]) => {
              const name = index.classes[place] ?? '';
              return (
                <ClassRow
                  key={name}
                  name={name}
                  count={count}
                  share={count / most}
                  on={className === name}
                  onPick={() => setClassName(name)}
                />
              );
            })}
          {index && index.skipped.length > 0 && (
            <details className={styles.skipped}>
              <summary>{t('{files} left out', { files: plural(index.skipped.length, 'file') })}</summary>
              <ul>
                {index.skipped.slice(0, 500).map(({ file, reason }) => (
                  <li key={`${file} ${reason}`}>
                    <b>{file}</b> {translated(reason)}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </nav>
        {index && load && (
          <SampleGrid key={`${className}\n${domain}`} dataset={load.dataset} index={index} samples={shown} />
        )}
      </div>
    </Dialog>
  );
}

interface ClassRowProps {
  readonly name: string;
  readonly count: number;
  readonly share: number;
  readonly on: boolean;
  readonly onPick: () => void;
}

function ClassRow({ name, count, share, on, onPick }: ClassRowProps) {
  return (
    <button type="button" className={styles.class} aria-pressed={on} onClick={onPick}>
      <span>{name}</span>
      <b>{formatCount(count)}</b>
      <i style={{ width: `${share * 100}%` }} />
    </button>
  );
}
