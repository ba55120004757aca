import { Check, ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import type { Option } from '../../plan/params';
import { t } from '../language/t';
import { SearchList } from './search-list';
import type { SelectProps } from './select';
import styles from './select.module.css';

/**
 * A choice among so many that one types a part of what one looks for. Its options exist only while it is
 * open: those of a few selects of hundreds of classes would hold the page up whenever results appear.
 */
export function LongSelect({ id, label, describedBy, value, options, disabled, onChange }: SelectProps) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const toggle = (next: boolean) => {
    setOpen(next);
    setQuery('');
  };
  return (
    <Popover.Root open={open} onOpenChange={toggle}>
      <Popover.Trigger
        id={id}
        role="combobox"
        aria-label={label}
        aria-describedby={describedBy}
        aria-haspopup="dialog"
        disabled={disabled}
        className={styles.trigger}
      >
        <span className={styles.value}>{options.find((option) => option.value === value)?.label}</span>
        <ChevronDown size={15} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={`${styles.content} ${styles.long}`}
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <SearchList
            label={label}
            groups={[{ title: label, items: itemsOf(options, value, query) }]}
            query={query}
            onQuery={setQuery}
            none={t('Nothing here is called “{query}”.', { query })}
            onChoose={(item) => {
              onChange(item.id);
              toggle(false);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function itemsOf(options: readonly Option[], chosen: string, query: string) {
  const wanted = query.trim().toLocaleLowerCase();
  return options
    .filter(({ label }) => label.toLocaleLowerCase().includes(wanted))
    .map(({ value, label, help }) => ({
      id: value,
      label,
      help,
      ...(value === chosen && { icon: Check }),
    }));
}
