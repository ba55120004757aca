import { LateMenu } from '../controls/late-menu';
import { t, translated } from '../language/t';
import { soon } from '../loading/soon';
import { useEditor } from '../store/editor-store';
import styles from './top-bar.module.css';

const BackendMenu = soon(() => import('./backend-menu').then((all) => all.BackendMenu));

/** What computes, and why. */
export function BackendChip() {
  const backend = useEditor((state) => state.backend);
  const running = useEditor((state) => state.run.status === 'running');
  return (
    <LateMenu
      menu={BackendMenu}
      button={
        <button
          type="button"
          className={styles.chip}
          disabled={running}
          aria-label={t('Backend: {label}', { label: backend?.label ?? t('starting') })}
          title={backend && translated(backend.reason)}
        >
          <i className={styles.dot} data-on={backend !== undefined} />
          <span>{backend?.label ?? t('Starting…')}</span>
        </button>
      }
    />
  );
}
