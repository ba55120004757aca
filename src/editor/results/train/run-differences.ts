import { registry } from '../../../../nodes/registry';
import type { FitOptions } from '../../../plan/expressions';
import { formatParam } from '../../format/numbers';
import { t, translated } from '../../language/t';

const MOST_NAMED = 3;

/**
 * What was set otherwise in another training, in the words of the inspector: `Learning rate 0.01, Epochs 20`.
 * Where the settings are the same, what came before Train was not.
 */
export function runDifferences(other: FitOptions | undefined, current: FitOptions | undefined): string {
  if (!other || !current) return '';
  const names = Object.keys(other) as (keyof FitOptions)[];
  const different = names.filter((name) => JSON.stringify(other[name]) !== JSON.stringify(current[name]));
  if (different.length === 0) return t('the same settings on other data or another network');
  const named = different.slice(0, MOST_NAMED).map((name) => `${labelOf(name)} ${settingOf(other[name])}`);
  const more = different.length - named.length;
  return [...named, ...(more > 0 ? [t('{more} more', { more })] : [])].join(', ');
}

const params = registry.get('train')?.params ?? {};
const labelOf = (name: string): string =>
  (params[name] && translated(params[name].label)) ?? (name === 'probe' ? t('Head first') : name);

function settingOf(value: FitOptions[keyof FitOptions]): string {
  if (typeof value === 'number') return formatParam(value);
  if (typeof value === 'object') return t('{epochs} epochs', { epochs: value.epochs });
  if (typeof value === 'boolean') return value ? t('on') : t('off');
  return value ?? t('off');
}
