import type { GraphDocument } from '../../../src/graph/document';
import { graph } from '../../plan/graphs';

/** Frozen MobileNetV2 at 96×96 under a linear head, on whatever dataset is given to the node `dataset`. */
export const photoGraph: GraphDocument = graph(
  {
    dataset: { kind: 'dataset', params: { source: 'files' } },
    split: { kind: 'split', params: { val: 0.1, test: 0.2 } },
    backbone: { kind: 'backbone', params: { backbone: 'mobilenet-v2', inputSize: '96' } },
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
