import type { AdviceSummary } from '../../../worker/api';
import type { Table } from '../../export/table';
import { SCORE_COLUMNS } from './scores';

/** The ranking with all scores; what a score cannot tell of a candidate is empty. */
export const adviceTable = ({ candidates }: AdviceSummary): Table => ({
  columns: [
    'Backbone',
    'Cut',
    'Group',
    'Linear probe',
    'Probe from',
    'Probe to',
    'First is better',
    ...SCORE_COLUMNS.map(({ label }) => label),
    'FLOPs an image',
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
