import { locale } from '../language/language';
import { t } from '../language/t';

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

/** How long ago something was, for people: `just now`, `5 minutes ago`, `yesterday`. Both in ms since 1970. */
export function formatAgo(then: number, now: number): string {
  const age = Math.max(0, now - then);
  const [unit, length] = UNITS.find(([, ms]) => age >= ms) ?? [];
  return unit && length ? relative.format(-Math.floor(age / length), unit) : t('just now');
}
