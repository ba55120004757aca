import type { MismatchReport } from '../../worker/api';
import { t } from '../language/t';

/** One tensor that does not fit: what was expected, what was found, and what loading in part would do. */
export interface MismatchRow {
  readonly name: string;
  readonly expected: string;
  readonly found: string;
  readonly effect: string;
}

const NOTHING = '–';
const shapeText = (shape: readonly number[]): string =>
  shape.length === 0 ? t('one value') : shape.join(' × ');

/** The wrong shapes first, then what lacks, then what is left over. */
export const mismatchRows = ({ misshapen, missing, unexpected }: MismatchReport): readonly MismatchRow[] => [
  ...misshapen.map(({ name, expected, found }) => ({
    name,
    expected: shapeText(expected),
    found: shapeText(found),
    effect: t('starts random'),
  })),
  ...missing.map(({ name, expected }) => ({
    name,
    expected: shapeText(expected),
    found: NOTHING,
    effect: t('starts random'),
  })),
  ...unexpected.map(({ name, found }) => ({
    name,
    expected: NOTHING,
    found: shapeText(found),
    effect: t('is left out'),
  })),
];
