import { formatCount } from '../../format/numbers';
import { t } from '../../language/t';
import styles from './map.module.css';
import type { MapGroup } from './map-points';

interface MapLegendProps {
  readonly groups: readonly MapGroup[];
  readonly colours: readonly string[];
  readonly hidden: ReadonlySet<number>;
  readonly onHidden: (hidden: ReadonlySet<number>) => void;
}

/** What the colours stand for; each group can be hidden. */
export function MapLegend({ groups, colours, hidden, onHidden }: MapLegendProps) {
  const toggle = (place: number) => {
    const next = new Set(hidden);
    if (!next.delete(place)) next.add(place);
    onHidden(next);
  };
  return (
    <ul className={styles.legend} aria-label={t('Legend: each can be hidden')}>
      {groups.map(({ name, count }, place) =>
        count === 0 ? null : (
          <li key={name}>
            <button
              type="button"
              aria-pressed={!hidden.has(place)}
              title={name}
              onClick={() => toggle(place)}
            >
              <i style={{ background: colours[place] }} aria-hidden />
              <span>{name}</span>
              <small>{formatCount(count)}</small>
            </button>
          </li>
        ),
      )}
    </ul>
  );
}
