import styles from './shared.module.css';

export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  readonly help?: string;
}

/** Key figures side by side. */
export function FigureRow({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, value, note, help }) => (
        <div key={label} title={help}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {note && <dd className={styles.figureNote}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
