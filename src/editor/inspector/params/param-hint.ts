import type { NumberParam, Option, ParamSpec } from '../../../plan/params';
import { formatBound } from '../../format/numbers';
import { t, translated } from '../../language/t';

/**
 * What a parameter is when nobody sets it, and what it can be: `default 0.1, 0 to 1`. `undefined` where its
 * control says all there is.
 */
export function paramHint(spec: ParamSpec, options: readonly Option[]): string | undefined {
  switch (spec.control) {
    case 'number':
      return `${asDefault(formatBound(spec.default))}, ${range(spec)}`;
    case 'boolean':
      return asDefault(spec.default ? t('on') : t('off'));
    case 'choice':
    case 'dynamic-choice': {
      const chosen = options.find(({ value }) => value === spec.default);
      // What follows in brackets, the list of choices says.
      return chosen && asDefault(translated(chosen.label).replace(/ \(.*\)$/, ''));
    }
    case 'dynamic-set':
      return asDefault(spec.empty === 'none' ? t('none') : t('all'));
    case 'text':
    case 'dataset':
      return undefined;
  }
}

const asDefault = (value: string): string => t('default {value}', { value });

/** Its unit stands in the field. */
const range = ({ min, max }: NumberParam): string =>
  t('{min} to {max}', { min: formatBound(min), max: formatBound(max) });
