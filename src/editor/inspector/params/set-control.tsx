import { useState } from 'react';
import type { Option } from '../../../plan/params';
import field from '../../controls/field.module.css';
import { plural } from '../../format/numbers';
import { t } from '../../language/t';
import styles from './param-form.module.css';

interface SetControlProps {
  readonly label: string;
  readonly options: readonly Option[];
  /** What it means that none is chosen. */
  readonly empty?: 'all' | 'none';
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

const SEARCH_FROM = 14;
/** More would be too many to look through; the search finds the others. */
const MOST_SHOWN = 60;

/** Chips to choose several out of many; with none chosen, all are, or none. */
export function SetControl({ label, options, empty = 'all', value, onChange }: SetControlProps) {
  const [query, setQuery] = useState('');
  const chosen = new Set(value);
  const found = options.filter((option) => option.label.toLowerCase().includes(query.toLowerCase()));
  const shown = firstOf(found, chosen);
  const toggle = (name: string) => {
    const next = chosen.has(name) ? value.filter((other) => other !== name) : [...value, name];
    // All chosen one by one is the same as no filter.
    onChange(empty === 'all' && next.length === options.length ? [] : next);
  };
  return (
    <>
      {options.length >= SEARCH_FROM && (
        <input
          type="search"
          className={field.text}
          placeholder={t('Search {length} names', { length: options.length })}
          aria-label={t('Search {label}', { label })}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own frame and legend */}
      <div className={styles.set} role="group" aria-label={label}>
        <button
          type="button"
          className={styles.chip}
          aria-pressed={value.length === 0}
          onClick={() => onChange([])}
        >
          {empty === 'all' ? t('All {length}', { length: options.length }) : t('None')}
        </button>
        {shown.map((option) => (
          <button
            key={option.value}
            type="button"
            className={styles.chip}
            aria-pressed={chosen.has(option.value)}
            onClick={() => toggle(option.value)}
          >
            {option.label}
          </button>
        ))}
      </div>
      {found.length > shown.length && (
        <p className={styles.optionHelp}>
          {t('{names}: type a part of one above.', {
            names: plural(found.length - shown.length, 'more name'),
          })}
        </p>
      )}
    </>
  );
}

/** Not too many, in their order; those that are chosen are always among them. */
function firstOf(found: readonly Option[], chosen: ReadonlySet<string>): readonly Option[] {
  const room = MOST_SHOWN - found.filter(({ value }) => chosen.has(value)).length;
  let others = 0;
  return found.filter(({ value }) => chosen.has(value) || others++ < room);
}
