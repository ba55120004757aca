import type { ScoreName } from '../../../worker/api';
import { formatPercent } from '../../format/numbers';
import { t } from '../../language/t';

export interface ScoreColumn {
  readonly score: ScoreName;
  readonly label: string;
  readonly help: string;
  readonly show: (value: number) => string;
}

const twoDigits = (value: number): string => value.toFixed(2);

/** Scores that stand beside the ranking. */
export const SCORE_COLUMNS: readonly ScoreColumn[] = [
  {
    score: 'neighbours',
    label: t('k-NN'),
    help: t(
      'How often the 5 most similar images, by the cosine of their features, are mostly of the same class. Images of one source are not asked about each other.',
    ),
    show: (value) => formatPercent(value, 0),
  },
  {
    score: 'logme',
    label: t('LogME'),
    help: t(
      'Log evidence of the classes under a Bayesian linear model, for each image (You et al. 2021). Higher is better; the zero means nothing.',
    ),
    show: twoDigits,
  },
  {
    score: 'hScore',
    label: t('H-score'),
    help: t(
      'How much of the features’ variance lies between classes, at most classes − 1 (Bao et al. 2019; shrunk as Ibrahim et al. 2021). Higher is better, though many features raise it.',
    ),
    show: twoDigits,
  },
  {
    score: 'leep',
    label: t('LEEP'),
    help: t(
      'Log-likelihood of the classes when they are drawn by the source network’s own answers (Nguyen et al. 2020). At most 0. The same for all cuts of a network.',
    ),
    show: twoDigits,
  },
  {
    score: 'nce',
    label: t('NCE'),
    help: t(
      'How little is left open about the class once the source network’s answer is known (Tran et al. 2019). At most 0. The same for all cuts of a network.',
    ),
    show: twoDigits,
  },
];

export const PROBE_HELP = t(
  'Accuracy of a linear probe (ridge regression) on images that it was kept from, with what 95 % of the draws gave. The mark is what a small network from scratch reaches. The ranking goes by the probe’s squared error, which tells more than right and wrong.',
);
