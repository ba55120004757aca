import type { ReactNode } from 'react';
import type { Option } from '../../../plan/params';
import type { Explanation } from '../../../worker/api';
import { Select } from '../../controls/select';
import { Switch } from '../../controls/switch';
import { t } from '../../language/t';
import styles from './explain.module.css';
import type { ExplainSettings } from './explain-settings';

interface ExplainControlsProps {
  readonly settings: ExplainSettings;
  readonly onSettings: (settings: ExplainSettings) => void;
  readonly answer?: Explanation;
  readonly truth?: number;
}

const METHODS: readonly Option[] = [
  {
    value: 'grad-cam',
    label: 'Grad-CAM',
    help: t('By the gradient of the score at a layer; one pass, coarse'),
  },
  {
    value: 'occlusion',
    label: t('Occlusion'),
    help: t('By hiding places; many passes, works with any network'),
  },
];

const PATCHES: readonly Option[] = [
  { value: '0.33', label: t('Large patch'), help: t('a third of the side: quick') },
  { value: '0.2', label: t('Medium patch'), help: t('a fifth of the side') },
  { value: '0.12', label: t('Small patch'), help: t('an eighth of the side: slow, fine') },
];

const FILLS: readonly Option[] = [
  { value: 'grey', label: t('Grey'), help: t('As in the paper') },
  { value: 'mean', label: t('Mean colour'), help: t('Of this picture: less of a surprise') },
];

/** What is explained, and how. */
export function ExplainControls({ settings, onSettings, answer, truth }: ExplainControlsProps) {
  const set = (changes: Partial<ExplainSettings>) => onSettings({ ...settings, ...changes });
  return (
    <div className={styles.controls}>
      <Field label={t('Method')}>
        <Select
          label={t('Method')}
          value={settings.method}
          options={METHODS}
          onChange={(value) => set({ method: value as ExplainSettings['method'] })}
        />
      </Field>
      <Field label={t('For the class')}>
        <Select
          label={t('Class to explain')}
          value={settings.target}
          options={targetOptions(answer, truth)}
          onChange={(target) => set({ target })}
        />
      </Field>
      {settings.method === 'grad-cam' ? (
        <>
          <Field label={t('Layer')}>
            <Select
              label={t('Layer')}
              value={settings.layer || (answer?.layer?.name ?? '')}
              options={layerOptions(answer)}
              onChange={(layer) => set({ layer })}
            />
          </Field>
          <Field label={t('Compare with random weights')}>
            <Switch
              label={t('Compare with random weights')}
              checked={settings.random}
              onChange={(random) => set({ random })}
            />
          </Field>
        </>
      ) : (
        <>
          <Field label={t('Patch')}>
            <Select
              label={t('Patch')}
              value={String(settings.patch)}
              options={PATCHES}
              onChange={(patch) => set({ patch: Number(patch) })}
            />
          </Field>
          <Field label={t('Filled with')}>
            <Select
              label={t('Filled with')}
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
    { value: 'predicted', label: t('Predicted') },
    ...(truth === undefined ? [] : [{ value: 'true', label: t('True: {name}', { name: classes[truth] }) }]),
    ...classes.map((label, place) => ({ value: String(place), label })),
  ];
}

const layerOptions = (answer: Explanation | undefined): readonly Option[] =>
  answer?.layers?.map(({ name, height, width, channels }, place) => ({
    value: name,
    label: t('Block {place}: {height} × {width} places', { place: place + 1, height, width }),
    help: `${name}, ${channels} channels`,
  })) ?? [{ value: '', label: t('Last with a map') }];
