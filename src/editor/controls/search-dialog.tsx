import { Dialog as Radix } from 'radix-ui';
import { type ComponentProps, type CSSProperties, useState } from 'react';
import { focusRegion } from '../shell/regions';
import styles from './search-dialog.module.css';
import { type SearchGroup, SearchList } from './search-list';

interface SearchDialogProps extends Pick<ComponentProps<typeof SearchList>, 'label' | 'onChoose'> {
  /** Where it opens on the screen, in pixels; in the middle when absent. */
  readonly at?: { readonly x: number; readonly y: number };
  readonly search: (query: string) => readonly SearchGroup[];
  readonly none: (query: string) => string;
  readonly onClose: () => void;
}

/** Something to choose by typing a part of its name. */
export function SearchDialog({ label, at, search, none, onChoose, onClose }: SearchDialogProps) {
  const [query, setQuery] = useState('');
  const [before] = useState(() => document.activeElement);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={at ? styles.clear : styles.overlay} />
        <Radix.Content
          className={`${styles.content} ${at ? styles.near : styles.middle}`}
          style={at && ({ '--x': `${at.x}px`, '--y': `${at.y}px` } as CSSProperties)}
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            if (before?.isConnected && before !== document.body) return;
            // Nothing had the focus, or it is gone: the keyboard goes on at what was added or found.
            event.preventDefault();
            focusRegion('graph');
          }}
        >
          <Radix.Title className={styles.title}>{label}</Radix.Title>
          <SearchList
            label={label}
            groups={search(query)}
            query={query}
            onQuery={setQuery}
            none={none(query)}
            onChoose={onChoose}
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
