import styles from './fact-list.module.css';

export type NamedFact = readonly [name: string, value: string];

/** What is known of a network, a line each. */
export const FactList = ({ facts, className = '' }: FactListProps) => (
  <dl className={`${styles.facts} ${className}`}>
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

interface FactListProps {
  readonly facts: readonly NamedFact[];
  readonly className?: string;
}
