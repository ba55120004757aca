import type { AdviceSummary } from '../../../worker/api';
import type { Table } from '../../export/table';
import { t } from '../../language/t';
import { SCORE_COLUMNS } from './scores';

/** The ranking with all scores; what a score cannot tell of a candidate is empty. */
export const adviceTable = ({ candidates }: AdviceSummary): Table => ({
  columns: [
    t('Backbone'),
    t('Cut'),
    t('Group'),
    t('Linear probe'),
    t('Probe from'),
    t('Probe to'),
    t('First is better'),
    ...SCORE_COLUMNS.map(({ label }) => label),
    t('FLOPs an image'),
  ],
  rows: candidates.map(({ label, cutLabel, group, scores, interval, firstIsBetter, flops }) => [
    label,
    cutLabel,
    group,
    scores.probe ?? null,
    ...interval,
    firstIsBetter,
    ...SCORE_COLUMNS.map(({ score }) => scores[score] ?? null),
    flops,
  ]),
});
