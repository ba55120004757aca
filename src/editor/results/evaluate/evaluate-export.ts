import type { CalibrationBin, ClassMetrics } from '../../../worker/api';
import type { Figure } from '../../export/figure';
import { pageFigure } from '../../export/page-figure';
import type { Table } from '../../export/table';
import { t } from '../../language/t';
import { drawDenseMatrix } from './draw-dense-matrix';
import { MOST_LABELLED } from './matrix-layout';

type Confusion = readonly (readonly number[])[];

/** The confusion matrix as it is on the page; of many classes as a picture without names. */
export const matrixFigure = (
  part: Element | null,
  confusion: Confusion,
  names: readonly string[],
): Figure | undefined => (names.length > MOST_LABELLED ? drawDenseMatrix(confusion) : pageFigure(part));

/** A row for each true class, a column for each prediction. */
export const confusionTable = (confusion: Confusion, names: readonly string[]): Table => ({
  columns: [t('True class \\ predicted'), ...names],
  rows: confusion.map((row, truth) => [names[truth] ?? '', ...row]),
});

export const classTable = (classes: readonly ClassMetrics[]): Table => ({
  columns: [t('Class'), t('Precision'), t('Recall'), 'F1', t('Images')],
  rows: classes.map(({ name, precision, recall, f1, support }) => [name, precision, recall, f1, support]),
});

export const calibrationTable = (bins: readonly CalibrationBin[]): Table => ({
  columns: [t('Confidence from'), t('Confidence to'), t('Answers'), t('Mean confidence'), t('Accuracy')],
  rows: bins.map(({ from, to, count, confidence, accuracy }) => [from, to, count, confidence, accuracy]),
});
