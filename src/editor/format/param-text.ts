import type { Json } from '../../graph/document';
import type { ParamSpec } from '../../plan/params';
import { t, translated } from '../language/t';
import { formatParam } from './numbers';

const LONGEST = 140;

/** A parameter's value for people, in the words of its control. */
export function paramText(value: Json, spec?: ParamSpec): string {
  if (typeof value === 'boolean') return value ? t('on') : t('off');
  if (typeof value === 'number') return formatParam(value);
  if (spec?.control === 'choice') {
    const option = spec.options.find((candidate) => candidate.value === value);
    if (option) return translated(option.label);
  }
  if (typeof value === 'string') return value === '' ? t('empty') : clip(value);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.length === 0 ? t('none chosen') : clip(value.join(', '));
  }
  if (spec?.control === 'dataset' && isNamed(value)) return clip(value.name);
  return clip(JSON.stringify(value));
}

const isNamed = (value: Json): value is { name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';

const clip = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
