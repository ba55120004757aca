import type { LucideIcon } from 'lucide-react';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import styles from './search-list.module.css';

export interface SearchItem {
  readonly id: string;
  readonly label: string;
  /** A line under the label. */
  readonly help?: string;
  /** At the right, e.g. a shortcut. */
  readonly detail?: string;
  readonly icon?: LucideIcon;
  /** The colour of its icon, as `data-tint` names them. */
  readonly tint?: string;
  readonly disabled?: boolean;
}

export interface SearchGroup {
  readonly title: string;
  readonly items: readonly SearchItem[];
}

interface SearchListProps {
  readonly label: string;
  readonly groups: readonly SearchGroup[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** What is said where nothing fits. */
  readonly none: string;
  readonly onChoose: (item: SearchItem) => void;
}

/** A field and below it what it finds: arrows walk through the list, Enter takes what is marked. */
export function SearchList({ label, groups, query, onQuery, none, onChoose }: SearchListProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const items = groups.flatMap((group) => group.items);
  const [marked, setMarked] = useState<string>();
  const place = Math.max(
    0,
    items.findIndex((item) => item.id === marked),
  );
  const current = items[place];
  const optionId = (item: SearchItem) => `${id}-${item.id}`;

  useEffect(() => {
    if (!current) return;
    const option = list.current?.querySelector(`[data-item=${JSON.stringify(current.id)}]`);
    option?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS.get(event.key);
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      setMarked(items[(place + step + items.length) % items.length]?.id);
    } else if (event.key === 'Enter' && current && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (!current.disabled) onChoose(current);
    }
  };

  return (
    <div className={styles.frame}>
      <div className={styles.field}>
        <Search size={16} aria-hidden />
        <input
          type="text"
          role="combobox"
          // biome-ignore lint/a11y/noAutofocus: it was opened to type into
          autoFocus
          autoComplete="off"
          spellCheck={false}
          aria-label={label}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={current && optionId(current)}
          placeholder={label}
          value={query}
          onChange={(event) => {
            setMarked(undefined);
            onQuery(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className={styles.list}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold options
          <div key={group.title} role="group" aria-label={group.title}>
            <p className={styles.heading} aria-hidden>
              {group.title}
            </p>
            {group.items.map((item) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the marked option
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
              <div
                key={item.id}
                id={optionId(item)}
                role="option"
                data-item={item.id}
                data-tint={item.tint}
                aria-selected={item === current}
                aria-disabled={item.disabled}
                className={styles.item}
                onMouseMove={() => item !== current && setMarked(item.id)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => !item.disabled && onChoose(item)}
              >
                <span className={styles.icon}>{item.icon && <item.icon size={15} aria-hidden />}</span>
                <span className={styles.text}>
                  <span className={styles.label}>{item.label}</span>
                  {item.help && <span className={styles.help}>{item.help}</span>}
                </span>
                {item.detail && <kbd className={styles.detail}>{item.detail}</kbd>}
              </div>
            ))}
          </div>
        ))}
        {items.length === 0 && <p className={styles.none}>{none}</p>}
      </div>
    </div>
  );
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
]);
