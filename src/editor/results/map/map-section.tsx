import { Dices, ScatterChart, Square } from 'lucide-react';
import { useMemo } from 'react';
import type { EvaluationReport, MapRequest } from '../../../worker/api';
import { Button } from '../../controls/button';
import { Select } from '../../controls/select';
import { useDatasetIndex } from '../../data/use-dataset-index';
import { formatPercent } from '../../format/numbers';
import { t, translated } from '../../language/t';
import { useEditor } from '../../store/editor-store';
import type { EvaluatedSource } from '../explain/evaluated-source';
import { SectionHead } from '../section-head';
import styles from './map.module.css';
import { drawMap, type MapState, stopMap, useMaps } from './map-store';
import { MapView } from './map-view';

interface MapSectionProps {
  readonly report: EvaluationReport;
  readonly names: readonly string[];
  /** The content key of the evaluate step. */
  readonly stepKey: string;
  readonly source?: EvaluatedSource;
  readonly onExplain?: (sample: string) => void;
}

const FIRST = { neighbours: 15, seed: 1 };

const NEIGHBOURS = [
  { value: '5', label: t('5 neighbours'), help: t('Detail: small clusters fall apart') },
  { value: '15', label: t('15 neighbours'), help: t('The usual') },
  { value: '50', label: t('50 neighbours'), help: t('The whole: detail is smoothed away') },
];

const NOT_DRAWN: MapState = { options: FIRST };

/** Where the evaluated images lie by what the network sees in them (UMAP), drawn when it is asked for. */
export default function MapSection({ report, names, stepKey, source, onExplain }: MapSectionProps) {
  const state = useMaps(({ maps }) => maps[stepKey]) ?? NOT_DRAWN;
  const running = useEditor(({ run }) => run.status === 'running');
  const { index } = useDatasetIndex(state.map ? report.answers.dataset : undefined);
  const { map, options, progress, problem } = state;
  const request = useMemo(() => source && requestOf(report, source), [report, source]);
  const draw = (changes: Partial<MapRequest['options']> = {}) => {
    if (request) void drawMap(stepKey, { ...request, options: { ...options, ...changes } });
  };
  return (
    <section aria-label={t('Embedding map')}>
      <SectionHead title={t('Embedding map')}>
        {map && progress === undefined && (
          <div className={styles.head}>
            <Select
              label={t('Neighbours')}
              value={String(options.neighbours)}
              options={NEIGHBOURS}
              disabled={!request}
              onChange={(value) => draw({ neighbours: Number(value) })}
            />
            <Button
              icon={Dices}
              tone="plain"
              disabled={!request}
              title={t('What stays is in the data; what moves is in the drawing')}
              onClick={() => draw({ seed: options.seed + 1 })}
            >
              {t('Another seed')}
            </Button>
          </div>
        )}
      </SectionHead>
      {progress !== undefined && (
        <div className={styles.progress} role="status">
          <progress value={progress} max={1} aria-label={t('Drawing the map')} />
          <span>
            {running && progress === 0
              ? t('Waiting until the run is done…')
              : t('Drawing the map: {share}', { share: formatPercent(progress, 0) })}
          </span>
          <Button icon={Square} tone="plain" onClick={() => void stopMap(stepKey)}>
            {t('Stop')}
          </Button>
        </div>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {translated(problem.message)} {translated(problem.hint ?? '')}
        </p>
      )}
      {!map && progress === undefined && (
        <div className={styles.start}>
          <Button icon={ScatterChart} disabled={!request} onClick={() => draw()}>
            {t('Draw the map')}
          </Button>
          <p>
            {request
              ? t(
                  'Images that look alike to the network lie together: clusters, overlaps and outliers become visible.',
                )
              : t('This result is of an earlier graph: run again to draw its map.')}
          </p>
        </div>
      )}
      {map && <MapView map={map} report={report} names={names} index={index} onExplain={onExplain} />}
    </section>
  );
}

function requestOf(report: EvaluationReport, source: EvaluatedSource): Omit<MapRequest, 'options'> {
  const { dataset, samples } = report.answers;
  return { ...source, dataset, samples };
}
