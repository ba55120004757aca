import type { Fact } from '../../plan/kind';
import { translated } from '../language/t';
import styles from './facts.module.css';

/** Lines of what the compiler knows, some with a bar. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.label} className={styles.fact}>
          <dt title={translated(fact.label)}>{translated(fact.label)}</dt>
          <dd title={translated(fact.value)}>{translated(fact.value)}</dd>
          {fact.fraction !== undefined && (
            <div className={styles.bar} aria-hidden>
              <div style={{ width: `${Math.round(fact.fraction * 100)}%` }} />
            </div>
          )}
        </div>
      ))}
    </dl>
  );
}
