import type { BackendName } from '../../worker/api';
import { Menu, MenuChoices } from '../controls/menu';
import { useEditor } from '../store/editor-store';
import { chooseBackend } from '../store/run';
import styles from './top-bar.module.css';

const CHOICES: readonly {
  readonly value: BackendName | 'auto';
  readonly label: string;
  readonly help: string;
}[] = [
  { value: 'auto', label: 'Automatic', help: 'The fastest that this machine has' },
  { value: 'webgpu', label: 'WebGPU', help: 'The graphics card' },
  { value: 'wasm', label: 'WebAssembly', help: 'The processor, with SIMD and threads' },
  { value: 'cpu', label: 'JavaScript', help: 'Works everywhere, slow' },
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
          aria-label={`Backend: ${backend?.label ?? 'starting'}`}
          title={backend?.reason}
        >
          <i className={styles.dot} data-on={backend !== undefined} />
          <span>{backend?.label ?? 'Starting…'}</span>
        </button>
      }
    >
      <MenuChoices
        label={backend ? `Runs on ${backend.label}. ${backend.reason}` : 'What computes'}
        value={preference}
        options={CHOICES}
        onChange={(value) => void chooseBackend(value)}
      />
    </Menu>
  );
}
