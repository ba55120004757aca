import type { StepResult } from '../engine/events';
import type { AdviceSummary } from '../engine/results';
import type { GraphDocument } from '../graph/document';
import type { Report } from './report';
import { formatTable } from './table';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** The results that people look for, for each Train, Evaluate, Rate finder and Advisor node. */
export function summarize(document: GraphDocument, report: Report): string {
  return document.nodes
    .flatMap((node) => {
      const result = report.nodes[node.id];
      const line = result && resultLine(result);
      return line ? [`${node.label ? `${node.label} (${node.id})` : node.id}: ${line}`] : [];
    })
    .join('\n');
}

function resultLine(result: StepResult): string | undefined {
  if (result.op === 'fit') {
    const { bestEpoch, history, trainableParams } = result.fit;
    const best = history[bestEpoch - 1];
    const accuracy = best?.valAccuracy ?? best?.accuracy ?? 0;
    const part = best?.valAccuracy === undefined ? 'training' : 'validation';
    return `best epoch ${bestEpoch} of ${history.length}, ${part} accuracy ${percent(accuracy)}, ${trainableParams} trained parameters`;
  }
  if (result.op === 'range-test') {
    const { suggestion, points } = result.rangeTest;
    const last = points.at(-1)?.rate ?? 0;
    const tried = `${points.length} rates up to ${Number(last.toPrecision(2))} tried`;
    if (!suggestion) return `no learning rate suggested: the loss hardly fell, ${tried}`;
    const why =
      suggestion.by === 'minimum' ? 'a tenth of the rate at the lowest loss' : 'where the loss fell fastest';
    return `suggested learning rate ${suggestion.rate} (${why}), ${tried}`;
  }
  if (result.op === 'advise') return adviceLines(result.advice);
  if (result.op === 'evaluate') {
    const {
      accuracy,
      accuracyInterval,
      balancedAccuracy,
      logLoss,
      calibrationError,
      majorityBaseline,
      samples,
      part,
    } = result.report;
    const [low, high] = accuracyInterval;
    return [
      `accuracy ${percent(accuracy)} (95 % interval ${percent(low)} to ${percent(high)}) on ${samples} ${part} samples`,
      `balanced ${percent(balancedAccuracy)}`,
      `log loss ${logLoss.toFixed(3)}`,
      `calibration error ${percent(calibrationError)}`,
      `most frequent class ${percent(majorityBaseline)}`,
    ].join(', ');
  }
  return undefined;
}

/** The ranking as a table, and how sure it is. */
function adviceLines({ candidates, scratch, samples, sources }: AdviceSummary): string {
  const close = candidates.filter(({ group }) => group === 1).length - 1;
  const [first, second] = candidates;
  const sure =
    close > 0
      ? `too close to call against ${close} other${close === 1 ? '' : 's'}`
      : second
        ? `better than the second in ${percent(second.firstIsBetter)} of the draws`
        : 'compared with nothing else';
  const harmful = candidates.filter(({ beatsScratch }) => beatsScratch < 0.5).length;
  const number = (value: number | undefined): string => (value === undefined ? '-' : value.toFixed(3));
  const table = formatTable(
    [
      { title: '  group' },
      { title: 'backbone' },
      { title: 'cut' },
      ...['probe', '95 % interval', 'neighbours', 'LogME', 'H-score', 'LEEP', 'NCE', 'first is better'].map(
        (title) => ({ title, right: true }),
      ),
    ],
    candidates.map(({ group, label, cutLabel, scores, interval, firstIsBetter }, place) => [
      `  ${group}`,
      label,
      cutLabel,
      percent(scores.probe ?? 0),
      `${percent(interval[0])} to ${percent(interval[1])}`,
      percent(scores.neighbours ?? 0),
      ...[scores.logme, scores.hScore, scores.leep, scores.nce].map(number),
      place === 0 ? '-' : percent(firstIsBetter),
    ]),
  );
  return [
    `${first?.label} at ${first?.cutLabel} suits these ${samples} images${sources < samples ? ` from ${sources} sources` : ''} best, ${sure}`,
    table,
    `  A small network from scratch: ${percent(scratch)}.${
      harmful > 0 ? ` Negative transfer: ${harmful} of ${candidates.length} are no better.` : ''
    }`,
  ].join('\n');
}
