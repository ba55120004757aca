import type { ReactNode } from 'react';
import type { Option } from '../../../plan/params';
import type { Explanation } from '../../../worker/api';
import { Select } from '../../controls/select';
import { Switch } from '../../controls/switch';
import styles from './explain.module.css';
import type { ExplainSettings } from './explain-settings';

interface ExplainControlsProps {
  readonly settings: ExplainSettings;
  readonly onSettings: (settings: ExplainSettings) => void;
  readonly answer?: Explanation;
  readonly truth?: number;
}

const METHODS: readonly Option[] = [
  { value: 'grad-cam', label: 'Grad-CAM', help: 'By the gradient of the score at a layer; one pass, coarse' },
  { value: 'occlusion', label: 'Occlusion', help: 'By hiding places; many passes, works with any network' },
];

const PATCHES: readonly Option[] = [
  { value: '0.33', label: 'Large patch', help: 'a third of the side: quick' },
  { value: '0.2', label: 'Medium patch', help: 'a fifth of the side' },
  { value: '0.12', label: 'Small patch', help: 'an eighth of the side: slow, fine' },
];

const FILLS: readonly Option[] = [
  { value: 'grey', label: 'Grey', help: 'As in the paper' },
  { value: 'mean', label: 'Mean colour', help: 'Of this picture: less of a surprise' },
];

/** What is explained, and how. */
export function ExplainControls({ settings, onSettings, answer, truth }: ExplainControlsProps) {
  const set = (changes: Partial<ExplainSettings>) => onSettings({ ...settings, ...changes });
  return (
    <div className={styles.controls}>
      <Field label="Method">
        <Select
          label="Method"
          value={settings.method}
          options={METHODS}
          onChange={(value) => set({ method: value as ExplainSettings['method'] })}
        />
      </Field>
      <Field label="For the class">
        <Select
          label="Class to explain"
          value={settings.target}
          options={targetOptions(answer, truth)}
          onChange={(target) => set({ target })}
        />
      </Field>
      {settings.method === 'grad-cam' ? (
        <>
          <Field label="Layer">
            <Select
              label="Layer"
              value={settings.layer || (answer?.layer?.name ?? '')}
              options={layerOptions(answer)}
              onChange={(layer) => set({ layer })}
            />
          </Field>
          <Field label="Compare with random weights">
            <Switch
              label="Compare with random weights"
              checked={settings.random}
              onChange={(random) => set({ random })}
            />
          </Field>
        </>
      ) : (
        <>
          <Field label="Patch">
            <Select
              label="Patch"
              value={String(settings.patch)}
              options={PATCHES}
              onChange={(patch) => set({ patch: Number(patch) })}
            />
          </Field>
          <Field label="Filled with">
            <Select
              label="Filled with"
              value={settings.fill}
              options={FILLS}
              onChange={(fill) => set({ fill: fill as ExplainSettings['fill'] })}
            />
          </Field>
        </>
      )}
    </div>
  );
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.field}>
      <span>{label}</span>
      {children}
    </div>
  );
}

function targetOptions(answer: Explanation | undefined, truth: number | undefined): readonly Option[] {
  const classes = answer?.classes ?? [];
  return [
    { value: 'predicted', label: 'Predicted' },
    ...(truth === undefined ? [] : [{ value: 'true', label: `True: ${classes[truth] ?? ''}` }]),
    ...classes.map((label, place) => ({ value: String(place), label })),
  ];
}

const layerOptions = (answer: Explanation | undefined): readonly Option[] =>
  answer?.layers?.map(({ name, height, width, channels }, place) => ({
    value: name,
    label: `Block ${place + 1}: ${height} × ${width} places`,
    help: `${name}, ${channels} channels`,
  })) ?? [{ value: '', label: 'Last with a map' }];
