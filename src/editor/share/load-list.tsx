import { CircleAlert, Globe, HardDrive, Package } from 'lucide-react';
import { t } from '../language/t';
import styles from './share.module.css';
import type { Load } from './what-it-loads';

const LOOKS = {
  elsewhere: { icon: Globe, text: t('from this address, only if you allow it when it runs') },
  missing: { icon: CircleAlert, text: t('not on this machine, and not in the graph') },
  here: { icon: HardDrive, text: t('yours, on this machine') },
  graft: { icon: Package, text: t('ships with Graft') },
} as const;

/** What a graph would load when it runs, and where from. */
export function LoadList({ loads }: { readonly loads: readonly Load[] }) {
  if (loads.length === 0) return <p className={styles.quiet}>{t('It loads nothing.')}</p>;
  return (
    <ul className={styles.loads}>
      {loads.map(({ what, from, nodes }) => {
        const { icon: Icon, text } = LOOKS[from];
        return (
          <li key={`${from} ${what}`} data-from={from}>
            <Icon size={15} aria-hidden />
            <div>
              <p>{what}</p>
              <p className={styles.quiet}>{t('{text} · for {value}', { text, value: nodes.join(', ') })}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
