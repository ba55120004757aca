import { Minus, PencilLine, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { diffGraphs } from '../../graph/diff';
import type { GraphDocument } from '../../graph/document';
import { t } from '../language/t';
import { type DiffEntry, type DiffLine, describeDiff } from './describe-diff';
import styles from './diff-view.module.css';

interface DiffViewProps {
  readonly before: GraphDocument;
  readonly after: GraphDocument;
}

const ICONS = { added: Plus, removed: Minus, changed: PencilLine } as const;
const SIGNS = { added: t('Added'), removed: t('Removed'), changed: t('Changed') } as const;

/** What leads from one graph to another: nodes, parameters with old and new values, wires. */
export function DiffView({ before, after }: DiffViewProps) {
  const groups = useMemo(() => describeDiff(diffGraphs(before, after), before, after), [before, after]);
  if (groups.length === 0) return <p className={styles.same}>{t('No difference.')}</p>;
  return (
    <div className={styles.groups}>
      {groups.map(({ title, entries }) => (
        <section key={title}>
          <h3 className={styles.heading}>{title}</h3>
          <ul className={styles.list}>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Entry({ entry: { sign, title, tint, lines } }: { readonly entry: DiffEntry }) {
  const Icon = ICONS[sign];
  return (
    <li className={styles.entry} data-sign={sign}>
      <span className={styles.sign} title={SIGNS[sign]}>
        <Icon size={14} aria-label={SIGNS[sign]} />
      </span>
      <div>
        <p className={styles.title} data-tint={tint}>
          {tint && <i className={styles.dot} />}
          {title}
        </p>
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </div>
    </li>
  );
}

function Line({ line: { label, from, to } }: { readonly line: DiffLine }) {
  if (from === undefined || to === undefined) return <p className={styles.line}>{label}</p>;
  return (
    <p className={styles.line}>
      {label !== undefined && `${label}: `}
      <del>{from}</del> <span aria-hidden>→</span> <ins>{to}</ins>
    </p>
  );
}
