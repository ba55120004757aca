import { CircleQuestionMark, RotateCcw } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { GraphNode, Json } from '../../../graph/document';
import type { Problem } from '../../../graph/problem';
import type { NodeKind } from '../../../plan/kind';
import type { Option, ParamSpec } from '../../../plan/params';
import { defaultOf } from '../../../plan/read-params';
import { problemDetail } from '../../canvas/problem-strip';
import { IconButton } from '../../controls/button';
import field from '../../controls/field.module.css';
import { Select } from '../../controls/select';
import { Switch } from '../../controls/switch';
import { Tooltip } from '../../controls/tooltip';
import { DatasetControl } from '../../data/dataset-control';
import { t, translated } from '../../language/t';
import { setParam, settleEdit } from '../../store/edit';
import { NumberControl } from './number-control';
import styles from './param-form.module.css';
import { paramHint } from './param-hint';
import { SetControl } from './set-control';
import { useOptions } from './use-options';

export interface ParamControlProps {
  readonly node: GraphNode;
  readonly kind: NodeKind;
  readonly params: Readonly<Record<string, Json>>;
  readonly name: string;
  readonly spec: ParamSpec;
  readonly value: Json;
  readonly problem?: Problem;
}

/** Label, help, control and problem of one parameter, as its specification says. */
export function ParamControl({ node, kind, params, name, spec, value, problem }: ParamControlProps) {
  const id = useId();
  const set = (next: Json) => setParam(node.id, name, next);
  const setOnce = (next: Json) => {
    set(next);
    settleEdit();
  };
  const options = useOptions(node.id, kind, name, params);
  const choices = (spec.control === 'choice' ? spec.options : options).map(inWords);
  const hint = paramHint(spec, choices);
  const hintId = hint && `${id}-hint`;
  const label = (
    <span className={styles.label}>
      <label htmlFor={id}>{translated(spec.label)}</label>
      <Tooltip text={translated(spec.help)} side="left">
        <button
          type="button"
          className={styles.help}
          aria-label={t('Help on {label}: {help}', {
            label: translated(spec.label),
            help: translated(spec.help),
          })}
        >
          <CircleQuestionMark size={13} aria-hidden />
        </button>
      </Tooltip>
      <span className={styles.hint}>
        {hint && <small id={hintId}>{hint}</small>}
        {spec.control !== 'dataset' && !isDefault(spec, value) && (
          <IconButton
            icon={RotateCcw}
            size={12}
            className={styles.reset}
            label={t('Reset {label}', { label: translated(spec.label) })}
            onClick={() => setOnce(defaultOf(spec))}
          />
        )}
      </span>
    </span>
  );

  let control: ReactNode;
  switch (spec.control) {
    case 'number':
      control = (
        <NumberControl
          id={id}
          spec={spec}
          value={Number(value)}
          label={label}
          describedBy={hintId}
          onChange={set}
        />
      );
      break;
    case 'boolean':
      control = (
        <div className={styles.row}>
          {label}
          <Switch
            id={id}
            label={translated(spec.label)}
            describedBy={hintId}
            checked={value === true}
            onChange={setOnce}
          />
        </div>
      );
      break;
    case 'choice':
    case 'dynamic-choice': {
      const help = choices.find((option) => option.value === value)?.help;
      control = (
        <div className={styles.stack}>
          {label}
          <Select
            id={id}
            label={translated(spec.label)}
            describedBy={hintId}
            value={String(value)}
            options={choices}
            onChange={setOnce}
          />
          {help && <p className={styles.optionHelp}>{help}</p>}
        </div>
      );
      break;
    }
    case 'dynamic-set':
      if (options.length === 0) return null;
      control = (
        <div className={styles.stack}>
          {label}
          <SetControl
            label={translated(spec.label)}
            options={options}
            empty={spec.empty}
            value={value as readonly string[]}
            onChange={setOnce}
          />
        </div>
      );
      break;
    case 'text':
      control = (
        <div className={styles.stack}>
          {label}
          <textarea
            id={id}
            className={field.text}
            rows={spec.multiline ? 8 : 1}
            maxLength={spec.maxLength}
            value={String(value)}
            onChange={(event) => set(event.target.value)}
            onBlur={settleEdit}
          />
        </div>
      );
      break;
    case 'dataset':
      control = <DatasetControl node={node} params={params} value={value} onChange={setOnce} />;
  }

  return (
    <div data-param={name}>
      {control}
      {problem && (
        <p className={styles.problem} data-severity={problem.severity}>
          {translated(problem.message)} {problemDetail(problem)}
        </p>
      )}
    </div>
  );
}

const isDefault = (spec: ParamSpec, value: Json): boolean =>
  JSON.stringify(defaultOf(spec)) === JSON.stringify(value);

const inWords = (option: Option): Option => ({
  ...option,
  label: translated(option.label),
  ...(option.help !== undefined && { help: translated(option.help) }),
});
