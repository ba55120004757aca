import type { GraphDocument } from '../../../src/graph/document';
import { graph } from '../../plan/graphs';

interface Frozen {
  readonly backbone: string;
  readonly inputSize: string;
}

/** A frozen backbone under a linear head, on whatever images are given to the node `dataset`. */
export const photoGraph = ({ backbone, inputSize }: Frozen): GraphDocument =>
  graph(
    {
      dataset: { kind: 'dataset', params: { source: 'files' } },
      split: { kind: 'split', params: { val: 0.1, test: 0.2 } },
      backbone: { kind: 'backbone', params: { backbone, inputSize } },
      freeze: { kind: 'freeze', params: { policy: 'all' } },
      head: { kind: 'head', params: { type: 'linear' } },
      train: { kind: 'train', params: { epochs: 10, learningRate: 0.01 } },
      evaluate: { kind: 'evaluate' },
    },
    [
      'dataset.data -> split.data',
      'split.data -> train.data',
      'backbone.model -> freeze.model',
      'freeze.model -> head.model',
      'head.model -> train.model',
      'train.trained -> evaluate.trained',
      'split.data -> evaluate.data',
    ],
  );
