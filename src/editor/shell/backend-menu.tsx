import type { ReactElement } from 'react';
import type { BackendName } from '../../worker/api';
import { Menu, MenuChoices } from '../controls/menu';
import { t, translated } from '../language/t';
import { useEditor } from '../store/editor-store';
import { chooseBackend } from '../store/run';

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

/** The choice of what computes. */
export function BackendMenu({ trigger }: { readonly trigger: ReactElement }) {
  const backend = useEditor((state) => state.backend);
  const preference = useEditor((state) => state.backendPreference);
  return (
    <Menu align="end" trigger={trigger}>
      <MenuChoices
        label={
          backend
            ? t('Runs on {label}. {reason}', { label: backend.label, reason: translated(backend.reason) })
            : t('What computes')
        }
        value={preference}
        options={CHOICES}
        onChange={(value) => void chooseBackend(value)}
      />
    </Menu>
  );
}
