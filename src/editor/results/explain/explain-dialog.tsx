import { useState } from 'react';
import type { Explanation } from '../../../worker/api';
import { Dialog } from '../../controls/dialog';
import { ExportMenu } from '../../export/export-menu';
import { formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import { ProbabilityBars } from '../try-it/probability-bars';
import { drawHeat } from './draw-heat';
import styles from './explain.module.css';
import { ExplainControls } from './explain-controls';
import type { ExplainAbout } from './explain-request';
import { explainOptions, FIRST_SETTINGS } from './explain-settings';
import { lessonWords } from './explain-words';
import { ExplainedPictures } from './explained-pictures';
import { useExplanation } from './use-explanation';

/** From one picture to the next the person goes on with what was chosen. */
let lastSettings = FIRST_SETTINGS;

interface ExplainDialogProps {
  readonly about: ExplainAbout;
  readonly onClose: () => void;
}

/** Which places of a picture speak for a class: Grad-CAM and occlusion, with what they do not show. */
export default function ExplainDialog({ about, onClose }: ExplainDialogProps) {
  const [settings, setSettings] = useState({ ...lastSettings, target: 'predicted', layer: '' });
  const { fitKey, picture, truth } = about;
  const { answer, problem, busy, progress } = useExplanation({
    fitKey,
    picture,
    options: explainOptions(settings, truth),
  });
  const choose = (next: typeof settings) => {
    lastSettings = next;
    setSettings(next);
  };
  const predicted = answer && place(answer.probabilities);
  return (
    <Dialog
      title={t('Why this answer?')}
      description={
        answer && predicted !== undefined
          ? saidWords(answer, predicted, truth)
          : t('Which places of the picture speak for a class')
      }
      size="wide"
      onClose={onClose}
    >
      <div className={styles.dialog}>
        <ExplainedPictures
          settings={settings}
          onSettings={choose}
          answer={answer}
          problem={problem}
          busy={busy}
          progress={progress}
        />
        <div className={styles.side}>
          <ExplainControls settings={settings} onSettings={choose} answer={answer} truth={truth} />
          {answer && (
            <div className={styles.lesson}>
              {lessonWords(settings.method, answer).map((text) => (
                <p key={text}>{text}</p>
              ))}
              <p>
                <b>{t('A map that looks right proves little.')}</b>{' '}
                {t('Some methods draw the same edges for a network of random weights (Adebayo et al. 2018).')}{' '}
                {settings.method === 'grad-cam'
                  ? t(
                      'Compare with random weights above; where both are alike, the map tells about the picture only.',
                    )
                  : t('One picture is one case: look at several before you believe in a rule.')}
              </p>
              <p className={styles.source}>
                {settings.method === 'grad-cam' ? t('Selvaraju et al. 2017') : t('Zeiler & Fergus 2014')}
              </p>
            </div>
          )}
          {answer && (
            <ProbabilityBars
              probabilities={answer.classes.map((name, index) => ({
                name,
                probability: answer.probabilities[index] ?? 0,
              }))}
            />
          )}
          {answer && (
            <div className={styles.export}>
              <ExportMenu
                name={t('Explanation')}
                figure={() => drawHeat(answer, settings.method, settings.opacity)}
              />
              <span>{t('Save the picture with its map')}</span>
            </div>
          )}
        </div>
      </div>
    </Dialog>
  );
}

/** What the network took the picture for, beside what it is where that is known. */
function saidWords(
  { classes, probabilities }: Explanation,
  predicted: number,
  truth: number | undefined,
): string {
  const said = t('predicted {name}, {share} sure', {
    name: classes[predicted],
    share: formatPercent(probabilities[predicted] ?? 0, 0),
  });
  return truth === undefined ? said : `${classes[truth]}, ${said}`;
}

const place = (probabilities: Float32Array): number => probabilities.indexOf(Math.max(...probabilities));
