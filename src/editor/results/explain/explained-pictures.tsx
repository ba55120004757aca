import type { Problem } from '../../../graph/problem';
import type { Explanation } from '../../../worker/api';
import { Slider } from '../../controls/slider';
import { formatPercent } from '../../format/numbers';
import { t, translated } from '../../language/t';
import { useEditor } from '../../store/editor-store';
import { ColourBar } from './colour-bar';
import styles from './explain.module.css';
import type { ExplainSettings } from './explain-settings';
import { darkWords, sanityWords, scaleWords } from './explain-words';
import { HeatPicture } from './heat-picture';

interface ExplainedPicturesProps {
  readonly settings: ExplainSettings;
  readonly onSettings: (settings: ExplainSettings) => void;
  readonly answer?: Explanation;
  readonly problem?: Problem;
  readonly busy: boolean;
  readonly progress?: number;
}

/** The picture under its map, that of random weights beside it where asked for, and the scale of both. */
export function ExplainedPictures(props: ExplainedPicturesProps) {
  const { settings, onSettings, answer, problem, busy, progress } = props;
  const running = useEditor((state) => state.run.status === 'running');
  if (problem) {
    return (
      <div className={styles.problem} role="alert">
        <p>{translated(problem.message)}</p>
        {problem.hint && <p>{translated(problem.hint)}</p>}
      </div>
    );
  }
  if (!answer) return <div className={styles.waiting}>{waitingWords(running, progress)}</div>;
  const name = answer.classes[answer.target] ?? '';
  const dark = darkWords(settings.method, answer);
  return (
    <div className={styles.pictures}>
      <div className={styles.pair} data-two={answer.random !== undefined}>
        <figure>
          <HeatPicture
            picture={answer.picture}
            heat={answer.heat}
            opacity={settings.opacity}
            label={t('Picture with a heat map for {name}', { name })}
            isOld={busy}
          />
          {answer.random && <figcaption>{t('as trained')}</figcaption>}
        </figure>
        {answer.random && (
          <figure>
            <HeatPicture
              picture={answer.picture}
              heat={answer.random.heat}
              opacity={settings.opacity}
              label={t('The same with random weights')}
              isOld={busy}
            />
            <figcaption>{t('with random weights')}</figcaption>
          </figure>
        )}
      </div>
      <ColourBar {...scaleWords(settings.method, answer)} />
      <div className={styles.opacity}>
        <span>{t('Opacity')}</span>
        <Slider
          label={t('Opacity of the heat map')}
          value={settings.opacity}
          min={0}
          max={1}
          step={0.05}
          valueText={formatPercent(settings.opacity, 0)}
          onChange={(opacity) => onSettings({ ...settings, opacity })}
        />
      </div>
      <p className={styles.state} aria-live="polite">
        {busy ? waitingWords(running, progress) : (dark ?? pictureWords(answer))}
      </p>
      {answer.random && !busy && <p className={styles.state}>{sanityWords(answer.random)}</p>}
    </div>
  );
}

const pictureWords = ({ picture, patches }: Explanation): string =>
  [
    t('The picture as the network gets it: {width} × {height} pixels.', {
      width: picture.width,
      height: picture.height,
    }),
    patches === undefined ? '' : t('{patches} patches were tried.', { patches }),
  ]
    .filter(Boolean)
    .join(' ');

const waitingWords = (running: boolean, progress: number | undefined): string => {
  if (progress !== undefined)
    return t('Hiding one place after another: {share}', { share: formatPercent(progress, 0) });
  return running ? t('Waiting until the run is done…') : t('Looking…');
};
