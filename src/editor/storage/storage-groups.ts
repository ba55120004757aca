import type { StorageReport, StoredResult } from '../../worker/api';
import { t } from '../language/t';

export type ResultKind = StoredResult['kind'];

export interface ResultGroup {
  readonly kind: ResultKind;
  readonly title: string;
  /** What they are, in a sentence. */
  readonly help: string;
  readonly bytes: number;
  /** The last one used first. */
  readonly results: readonly StoredResult[];
}

const GROUPS: readonly Pick<ResultGroup, 'kind' | 'title' | 'help'>[] = [
  {
    kind: 'checkpoint',
    title: t('Unfinished trainings'),
    help: t('Where a training stopped: the same graph goes on from there.'),
  },
  {
    kind: 'features',
    title: t('Features'),
    help: t('What frozen layers made of images: usually the slow part of a run.'),
  },
  { kind: 'network', title: t('Trained networks'), help: t('The weights that training found.') },
  { kind: 'report', title: t('Reports'), help: t('What evaluations measured.') },
];

/** Stored results by kind; kinds without any are left out. */
export function groupResults(results: readonly StoredResult[]): readonly ResultGroup[] {
  return GROUPS.flatMap((group) => {
    const own = results.filter(({ kind }) => kind === group.kind).sort((a, b) => b.usedAt - a.usedAt);
    return own.length > 0 ? [{ ...group, results: own, bytes: sumBytes(own) }] : [];
  });
}

export const sumBytes = (items: readonly { readonly bytes: number }[]): number =>
  items.reduce((sum, { bytes }) => sum + bytes, 0);

/** A part of the bar that shows how full the storage is. */
export interface UsagePart {
  readonly kind: ResultKind | 'images' | 'models';
  readonly label: string;
  readonly bytes: number;
  /** Of the whole bar, in [0, 1]. */
  readonly share: number;
}

/** What takes the room, against what all of it may take together. */
export function usageParts(report: StorageReport): {
  readonly parts: readonly UsagePart[];
  readonly whole: number;
} {
  const images = sumBytes(report.datasets);
  const models = sumBytes(report.models);
  const used = images + models + sumBytes(report.results);
  const whole = Math.max(used, report.quota ?? report.budget + images + models, 1);
  const part = (kind: UsagePart['kind'], label: string, bytes: number) =>
    bytes > 0 ? [{ kind, label, bytes, share: bytes / whole }] : [];
  return {
    parts: [
      ...groupResults(report.results).flatMap(({ kind, title, bytes }) => part(kind, title, bytes)),
      ...part('images', t('Your images'), images),
      ...part('models', t('Your models'), models),
    ],
    whole,
  };
}
