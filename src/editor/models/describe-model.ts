import type { LibraryEntry } from '../../worker/api';
import { formatBytes, formatPercent, plural } from '../format/numbers';

/** A model in a line: what it was trained for, how well, how large. */
export function describeModel({ info, provenance, head, bytes }: LibraryEntry): string {
  const [measured] = provenance.training?.measured ?? [];
  return [
    info.family,
    info.sourceTask,
    head && `head for ${plural(head.classes.length, 'class', 'classes')}`,
    measured && `${formatPercent(measured.accuracy)} on ${measured.part}`,
    formatBytes(bytes),
  ]
    .filter(Boolean)
    .join(' · ');
}
