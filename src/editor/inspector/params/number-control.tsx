import type { ReactNode } from 'react';
import type { NumberParam } from '../../../plan/params';
import { NumberField } from '../../controls/number-field';
import { Slider } from '../../controls/slider';
import { formatParam } from '../../format/numbers';
import { t, translated } from '../../language/t';
import { settleEdit } from '../../store/edit';
import { logSliderRange, roundForLog } from './log-scale';
import styles from './param-form.module.css';

interface NumberControlProps {
  readonly id: string;
  readonly spec: NumberParam;
  readonly value: number;
  readonly label: ReactNode;
  readonly describedBy: string | undefined;
  readonly onChange: (value: number) => void;
}

/** A field; a slider where the range is bounded or spans decades; one-click values where there are any. */
export function NumberControl({ id, spec, value, label, describedBy, onChange }: NumberControlProps) {
  const once = (next: number) => {
    onChange(next);
    settleEdit();
  };
  return (
    <div className={styles.stack}>
      <div className={styles.row}>
        {label}
        <span className={styles.number}>
          <NumberField
            {...spec}
            label={translated(spec.label)}
            describedBy={describedBy}
            id={id}
            value={value}
            onChange={once}
          />
        </span>
      </div>
      {spec.scale === 'slider' && (
        <Slider
          label={t('{label}, slider', { label: translated(spec.label) })}
          value={value}
          min={spec.min}
          max={spec.max}
          step={spec.step}
          valueText={`${formatParam(value)} ${spec.unit ?? ''}`}
          onChange={(next) => onChange(Number(next.toPrecision(6)))}
          onSettle={settleEdit}
        />
      )}
      {spec.scale === 'log' && <LogSlider spec={spec} value={value} onChange={onChange} />}
      {spec.presets && (
        <div className={styles.presets}>
          {spec.presets.map((preset) => (
            <button
              key={preset.value}
              type="button"
              className={styles.chip}
              aria-pressed={preset.value === value}
              aria-label={`${translated(spec.label)}: ${translated(preset.label)}`}
              onClick={() => once(preset.value)}
            >
              {translated(preset.label)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function LogSlider({ spec, value, onChange }: Pick<NumberControlProps, 'spec' | 'value' | 'onChange'>) {
  const [low, high] = logSliderRange(spec);
  const place = Math.min(high, Math.max(low, Math.log10(Math.max(value, Number.MIN_VALUE))));
  return (
    <Slider
      label={t('{label}, slider', { label: translated(spec.label) })}
      value={place}
      min={low}
      max={high}
      step={0.02}
      valueText={formatParam(value)}
      onChange={(next) => onChange(roundForLog(10 ** next))}
      onSettle={settleEdit}
    />
  );
}
