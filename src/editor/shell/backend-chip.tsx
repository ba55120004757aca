import type { BackendName } from '../../worker/api';
import { Menu, MenuChoices } from '../controls/menu';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { chooseBackend } from '../store/run';
import styles from './top-bar.module.css';

const CHOICES: readonly {
  readonly value: BackendName | 'auto';
  readonly label: string;
  readonly help: string;
}[] = [
  { value: 'auto', label: t('Automatic'), help: t('The fastest that this machine has') },
  { value: 'webgpu', label: 'WebGPU', help: t('The graphics card') },
  { value: 'wasm', label: 'WebAssembly', help: t('The processor, with SIMD and threads') },
  { value: 'cpu', label: 'JavaScript', help: t('Works everywhere, slow') },
];

/** What computes, and why. */
export function BackendChip() {
  const backend = useEditor((state) => state.backend);
  const preference = useEditor((state) => state.backendPreference);
  const running = useEditor((state) => state.run.status === 'running');
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          className={styles.chip}
          disabled={running}
          aria-label={t('Backend: {label}', { label: backend?.label ?? t('starting') })}
          title={backend?.reason}
        >
          <i className={styles.dot} data-on={backend !== undefined} />
          <span>{backend?.label ?? t('Starting…')}</span>
        </button>
      }
    >
      <MenuChoices
        label={
          backend
            ? t('Runs on {label}. {reason}', { label: backend.label, reason: backend.reason })
            : t('What computes')
        }
        value={preference}
        options={CHOICES}
        onChange={(value) => void chooseBackend(value)}
      />
    </Menu>
  );
}
