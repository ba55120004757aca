import { useMemo, useState } from 'react';
import type { DatasetIndex } from '../../../plan/catalog';
import type { EmbeddingMap, EvaluationReport } from '../../../worker/api';
import { Disclosure } from '../../controls/disclosure';
import { Select } from '../../controls/select';
import { ExportMenu } from '../../export/export-menu';
import type { Table } from '../../export/table';
import { formatCount } from '../../format/numbers';
import { inSentence, t, translated, withDecimalMark } from '../../language/t';
import { classNeighbours } from './class-neighbours';
import { drawMapFigure } from './draw-map';
import styles from './map.module.css';
import { MapCanvas } from './map-canvas';
import { MapLegend } from './map-legend';
import { type ColourBy, type MapPoint, mapGroups, mapPoints } from './map-points';
import { NeighboursTable } from './neighbours-table';
import { mapColours } from './palette';

interface MapViewProps {
  readonly map: EmbeddingMap;
  readonly report: EvaluationReport;
  readonly names: readonly string[];
  readonly index?: DatasetIndex;
  readonly onExplain?: (sample: string) => void;
}

const NOTHING: ReadonlySet<number> = new Set();

/** A map that was drawn: the points, what their colours mean, and how far the drawing can be trusted. */
export function MapView({ map, report, names, index, onExplain }: MapViewProps) {
  const [by, setBy] = useState<ColourBy>('truth');
  const [hidden, setHidden] = useState(NOTHING);
  const { answers } = report;
  const domains = index?.domains ?? [];
  const points = useMemo(() => mapPoints(map, answers, index), [map, answers, index]);
  const groups = useMemo(() => mapGroups(points, by, names, domains), [points, by, names, domains]);
  const colours = useMemo(() => mapColours(groups.length, by), [groups.length, by]);
  const rows = useMemo(() => classNeighbours(map, points), [map, points]);
  const choose = (value: string) => {
    setBy(value as ColourBy);
    setHidden(NOTHING);
  };
  return (
    <div className={styles.view}>
      <MapCanvas
        points={points}
        nearest={map.nearest}
        by={by}
        colours={colours}
        hidden={hidden}
        classes={names}
        domains={domains}
        dataset={answers.dataset}
        onOpen={onExplain}
      />
      <div className={styles.side}>
        <div className={styles.tools}>
          <Select label={t('Colour by')} value={by} options={colourings(index)} onChange={choose} />
          <ExportMenu
            name={t('Embedding map')}
            figure={() => drawMapFigure({ points, by, groups, colours, hidden })}
            table={() => pointTable(points, names, domains)}
          />
        </div>
        <MapLegend groups={groups} colours={colours} hidden={hidden} onHidden={setHidden} />
        <p className={styles.note}>{t('Dots are right answers, crosses wrong ones.')}</p>
        <div className={styles.lesson}>
          <p>
            {points.length < answers.samples.length &&
              `${t('{points} of {samples} images, drawn by the seed.', {
                points: formatCount(points.length),
                samples: formatCount(answers.samples.length),
              })} `}
            {t(
              'Each point is an image; what the last layer reads of it, {numbers} numbers, is laid out on a plane so that its {nearest} nearest stay near (UMAP, McInnes et al. 2018).',
              { numbers: formatCount(map.width), nearest: map.neighbours - 1 },
            )}
          </p>
          <p>
            {t('Distances between clusters, their sizes and their places mean little.')}{' '}
            {t('Of what lies together here, not all does in truth: trustworthiness {share} of 1.', {
              share: withDecimalMark(map.trustworthiness.toFixed(2)),
            })}{' '}
            {t('Lines from a point lead to its true nearest.')}
          </p>
        </div>
      </div>
      <div className={styles.words}>
        <Disclosure title={t('The map in words')}>
          <NeighboursTable rows={rows} names={names} nearest={map.neighbours - 1} />
        </Disclosure>
      </div>
    </div>
  );
}

const colourings = (index: DatasetIndex | undefined) => [
  { value: 'truth', label: t('By true class') },
  { value: 'predicted', label: t('By prediction') },
  { value: 'right', label: t('Right or wrong') },
  ...(index && index.domains.length > 1
    ? [
        {
          value: 'domain',
          label: t('By {domain}', { domain: inSentence(translated(index.domainLabel ?? 'Domain')) }),
        },
      ]
    : []),
];

const pointTable = (
  points: readonly MapPoint[],
  names: readonly string[],
  domains: readonly string[],
): Table => ({
  columns: [t('Sample'), 'x', 'y', t('True class'), t('Predicted class'), t('Domain')],
  rows: points.map(({ sample, x, y, truth, predicted, domain }) => [
    sample,
    x,
    y,
    names[truth] ?? '',
    names[predicted] ?? '',
    domain === undefined ? null : (domains[domain] ?? ''),
  ]),
});
