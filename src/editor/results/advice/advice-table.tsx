import type { AdviceSummary, AdvisedCandidate } from '../../../worker/api';
import { Tooltip } from '../../controls/tooltip';
import { formatPercent } from '../../format/numbers';
import { t, translated } from '../../language/t';
import styles from './advice-view.module.css';
import { PROBE_HELP, SCORE_COLUMNS } from './scores';

interface AdviceTableProps {
  readonly advice: AdviceSummary;
  readonly selected: number;
  readonly onSelect: (place: number) => void;
}

/** All candidates, the best first; those that are too close to call stand together. */
export function AdviceTable({ advice, selected, onSelect }: AdviceTableProps) {
  const { candidates, scratch } = advice;
  const columns = SCORE_COLUMNS.filter(({ score }) =>
    candidates.some(({ scores }) => scores[score] !== undefined),
  );
  return (
    <div className={styles.tableScroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('Backbone and cut')}</th>
            <Heading label={t('Linear probe')} help={PROBE_HELP} />
            <Heading
              label={t('Beaten')}
              help={t(
                'In how many of the draws the first of the ranking is better than this one. From 90 % on it starts a new group.',
              )}
            />
            {columns.map(({ score, label, help }) => (
              <Heading key={score} label={label} help={help} />
            ))}
            <Heading
              label={t('Work')}
              help={t('Floating-point operations for one image, frozen layers only.')}
            />
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate, place) => (
            <tr
              key={`${candidate.backbone} ${candidate.cut}`}
              aria-selected={place === selected}
              data-new-group={place > 0 && candidate.group !== candidates[place - 1]?.group}
              onClick={() => onSelect(place)}
            >
              <th scope="row">
                <button type="button" aria-pressed={place === selected} onClick={() => onSelect(place)}>
                  <span className={styles.place}>{place + 1}</span>
                  <span>
                    <b>{candidate.label.split(' · ')[0]}</b>{' '}
                    <span className={styles.cut}>{translated(candidate.cutLabel)}</span>
                  </span>
                </button>
              </th>
              <td>
                <ProbeBar candidate={candidate} scratch={scratch} />
              </td>
              <td>{place === 0 ? '–' : formatPercent(candidate.firstIsBetter, 0)}</td>
              {columns.map(({ score, show }) => {
                const value = candidate.scores[score];
                return <td key={score}>{value === undefined ? '–' : show(value)}</td>;
              })}
              <td>{formatFlops(candidate.flops)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Heading({ label, help }: { readonly label: string; readonly help: string }) {
  return (
    <th scope="col">
      <Tooltip text={help} side="top">
        <button type="button" className={styles.heading}>
          {label}
        </button>
      </Tooltip>
    </th>
  );
}

function ProbeBar({
  candidate,
  scratch,
}: {
  readonly candidate: AdvisedCandidate;
  readonly scratch: number;
}) {
  const { scores, interval, beatsScratch } = candidate;
  const accuracy = scores.probe ?? 0;
  const [low, high] = interval;
  return (
    <span className={styles.probe}>
      <span className={styles.bar} aria-hidden>
        <i data-harmful={beatsScratch < 0.5} style={{ width: `${accuracy * 100}%` }} />
        <u style={{ left: `${low * 100}%`, right: `${(1 - high) * 100}%` }} />
        <s style={{ left: `${scratch * 100}%` }} />
      </span>
      <span>{formatPercent(accuracy, 0)}</span>
    </span>
  );
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 2 });
/** `1.5 GFLOP`: billions are giga with units. */
const formatFlops = (flops: number): string =>
  `${compact
    .format(flops)
    .replace(/([KMBT])$/, ' $1')
    .replace('B', 'G')}FLOP`;
