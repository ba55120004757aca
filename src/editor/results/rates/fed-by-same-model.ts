import type { GraphDocument, GraphNode } from '../../../graph/document';
import { formatRate } from '../../format/numbers';
import { t } from '../../language/t';

/** The Train nodes whose model comes from where this node's comes from. */
export function trainNodesBeside(document: GraphDocument, nodeId: string): readonly GraphNode[] {
  const sourceOf = (id: string): string | undefined => {
    const wire = document.wires.find(({ to }) => to.node === id && to.port === 'model');
    return wire && `${wire.from.node}.${wire.from.port}`;
  };
  const source = sourceOf(nodeId);
  if (source === undefined) return [];
  return document.nodes.filter(({ id, kind }) => kind === 'train' && sourceOf(id) === source);
}

/** Settings on which the right rate depends, by what people call them. */
const DECISIVE = {
  optimizer: t('optimizer'),
  batchSize: t('batch size'),
  backboneRate: t('backbone rate'),
} as const;

/** What of a Train node differs from the test, so that its rate may not suit it. */
export function differences(test: GraphNode['params'], train: GraphNode['params']): readonly string[] {
  return Object.entries(DECISIVE).flatMap(([param, name]) => (test[param] === train[param] ? [] : [name]));
}

/** Whether a rate is set already, within what is shown of it. */
export const usesRate = (params: GraphNode['params'], rate: number): boolean =>
  typeof params.learningRate === 'number' && formatRate(params.learningRate) === formatRate(rate);
