import { CircleAlert, Globe, HardDrive, Package } from 'lucide-react';
import styles from './share.module.css';
import type { Load } from './what-it-loads';

const LOOKS = {
  elsewhere: { icon: Globe, text: 'from this address, only if you allow it when it runs' },
  missing: { icon: CircleAlert, text: 'not on this machine, and not in the graph' },
  here: { icon: HardDrive, text: 'yours, on this machine' },
  graft: { icon: Package, text: 'ships with Graft' },
} as const;

/** What a graph would load when it runs, and where from. */
export function LoadList({ loads }: { readonly loads: readonly Load[] }) {
  if (loads.length === 0) return <p className={styles.quiet}>It loads nothing.</p>;
  return (
    <ul className={styles.loads}>
      {loads.map(({ what, from, nodes }) => {
        const { icon: Icon, text } = LOOKS[from];
        return (
          <li key={`${from} ${what}`} data-from={from}>
            <Icon size={15} aria-hidden />
            <div>
              <p>{what}</p>
              <p className={styles.quiet}>
                {text} · for {nodes.join(', ')}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
