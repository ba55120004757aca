import type { StepResult } from '../engine/events';
import type { GraphDocument } from '../graph/document';
import type { Report } from './report';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** The results that people look for, a line for each Train, Evaluate and Rate finder node. */
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
