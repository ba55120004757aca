import type { LibraryEntry } from '../../worker/api';
import { formatBytes, formatPercent, plural } from '../format/numbers';
import { t, translated } from '../language/t';

/** A model in a line: what it was trained for, how well, how large. */
export function describeModel({ info, provenance, head, bytes }: LibraryEntry): string {
  const [measured] = provenance.training?.measured ?? [];
  return [
    info.family,
    translated(info.sourceTask),
    head && t('head for {classs}', { classs: plural(head.classes.length, 'class', 'classes') }),
    measured &&
      t('{accuracy} on {part}', { accuracy: formatPercent(measured.accuracy), part: measured.part }),
    formatBytes(bytes),
  ]
    .filter(Boolean)
    .join(' · ');
}
