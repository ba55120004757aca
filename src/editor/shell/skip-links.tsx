import { t } from '../language/t';
import { focusRegion, type Region } from './regions';
import styles from './skip-links.module.css';

const LINKS: readonly { readonly to: Region; readonly text: string }[] = [
  { to: 'graph', text: t('Skip to the graph') },
  { to: 'settings', text: t('Skip to the settings') },
  { to: 'results', text: t('Skip to the results') },
];

/** Seen only by those who come to them with the Tab key. */
export function SkipLinks() {
  return (
    <nav className={styles.links} aria-label={t('Skip to')}>
      {LINKS.map(({ to, text }) => (
        <button key={to} type="button" className={styles.link} onClick={() => focusRegion(to)}>
          {text}
        </button>
      ))}
    </nav>
  );
}
