interface Training {
  readonly epochs: number;
  readonly batchSize: number;
  readonly imagesPerClass: number;
  readonly filters: number;
}

/**
 * A small network on small digits, with everything that a resumed training could get wrong: augmentation,
 * dropout, batch statistics, an optimizer with memory, and a learning rate that depends on the past.
 */
export function surviveGraph({ epochs, batchSize, imagesPerClass, filters }: Training): string {
  const nodes = {
    dataset: { kind: 'dataset', params: { source: 'digits', classes: ['0', '1', '2'] } },
    split: { kind: 'split', params: { val: 0.02, test: 0.05, trainPerClass: imagesPerClass } },
    augment: { kind: 'augment', params: { rotate: 10 } },
    cnn: {
      kind: 'small-cnn',
      params: { inputSize: 16, colour: 'grey', blocks: 2, filters, batchNorm: true, dropout: 0.2 },
    },
    head: { kind: 'head', params: { type: 'mlp', units: 16, dropout: 0.3 } },
    train: {
      kind: 'train',
      params: { epochs, batchSize, optimizer: 'adam', learningRate: 0.003, schedule: 'plateau' },
    },
    evaluate: { kind: 'evaluate', params: {} },
  };
  const wires = [
    ['dataset.data', 'split.data'],
    ['split.data', 'augment.data'],
    ['augment.data', 'train.data'],
    ['cnn.model', 'head.model'],
    ['head.model', 'train.model'],
    ['train.trained', 'evaluate.trained'],
    ['split.data', 'evaluate.data'],
  ];
  const end = (port: string) => ({ node: port.split('.')[0], port: port.split('.')[1] });
  return JSON.stringify({
    format: 'graft',
    version: 1,
    title: 'Survive',
    description: '',
    nodes: Object.entries(nodes).map(([id, node], place) => ({
      id,
      kindVersion: 1,
      position: { x: 300 * place, y: 0 },
      ...node,
    })),
    wires: wires.map(([from = '', to = ''], place) => ({
      id: `wire-${place}`,
      from: end(from),
      to: end(to),
    })),
  });
}
