import type { GraphDocument } from '../../../src/graph/document';
import type { CandidateSpec } from '../../../src/plan/plan';
import { graph } from '../../plan/graphs';
import type { ShippedTarget } from '../../shipped-targets';

type Nodes = Parameters<typeof graph>[0];

/** What the Advisor and the trainings that it is judged by see of a target. */
export interface Amount {
  /** Training images of a class. */
  readonly perClass: number;
  /** Images of all classes and parts together: a limit that keeps the test part small enough for many runs. */
  readonly images: number;
  readonly classes: number;
}

/** More test images than in a user's split: what is reached should not hang on few. */
const TEST_SHARE = 0.6;

function dataNodes({ dataset, split }: ShippedTarget, { perClass, images, classes }: Amount): Nodes {
  return {
    data: {
      kind: 'dataset',
      params: { ...dataset, limitPerClass: Math.round(images / classes) },
    },
    split: {
      kind: 'split',
      params: { val: 0, test: TEST_SHARE, bySource: split.bySource, trainPerClass: perClass },
    },
  };
}

const DATA_WIRE = 'data.data -> split.data';

/** The Advisor alone, over all that ships. */
export const adviceGraph = (
  target: ShippedTarget,
  amount: Amount,
  cuts: string,
  backbones: readonly string[],
): GraphDocument =>
  graph(
    {
      ...dataNodes(target, amount),
      advisor: { kind: 'advisor', params: { cuts, perClass: 0, backbones: [...backbones] } },
    },
    [DATA_WIRE, 'split.data -> advisor.data'],
  );

/** Train nodes' names by candidate, in the candidates' order. */
export const evaluations = (candidates: readonly CandidateSpec[], seed: number): string[] =>
  candidates.map((_, index) => `evaluate-${index}-${seed}`);

/** A linear head on each candidate's frozen features, for each seed, measured on the test part. */
export function trainingGraph(
  target: ShippedTarget,
  amount: Amount,
  candidates: readonly CandidateSpec[],
  seeds: readonly number[],
): GraphDocument {
  const nodes: Nodes = { ...dataNodes(target, amount) };
  const wires = [DATA_WIRE];
  candidates.forEach(({ backbone, cut }, index) => {
    nodes[`backbone-${index}`] = { kind: 'backbone', params: { backbone, cut } };
    nodes[`freeze-${index}`] = { kind: 'freeze', params: { policy: 'all' } };
    nodes[`head-${index}`] = { kind: 'head', params: { type: 'linear', batchNorm: true } };
    wires.push(
      `backbone-${index}.model -> freeze-${index}.model`,
      `freeze-${index}.model -> head-${index}.model`,
    );
    for (const seed of seeds) {
      nodes[`train-${index}-${seed}`] = {
        kind: 'train',
        params: { epochs: 30, batchSize: 32, learningRate: 0.01, seed },
      };
      nodes[`evaluate-${index}-${seed}`] = { kind: 'evaluate', params: { part: 'test' } };
      wires.push(
        `split.data -> train-${index}-${seed}.data`,
        `head-${index}.model -> train-${index}-${seed}.model`,
        `train-${index}-${seed}.trained -> evaluate-${index}-${seed}.trained`,
        `split.data -> evaluate-${index}-${seed}.data`,
      );
    }
  });
  return graph(nodes, wires);
}

/** The same target by a small network that trains from scratch. */
export const scratchGraph = (target: ShippedTarget, amount: Amount): GraphDocument =>
  graph(
    {
      ...dataNodes(target, amount),
      cnn: { kind: 'small-cnn', params: { inputSize: 48, blocks: 3, filters: 16 } },
      head: { kind: 'head', params: { type: 'linear' } },
      train: { kind: 'train', params: { epochs: 30, batchSize: 32, learningRate: 0.003 } },
      evaluate: { kind: 'evaluate', params: { part: 'test' } },
    },
    [
      DATA_WIRE,
      'cnn.model -> head.model',
      'head.model -> train.model',
      'split.data -> train.data',
      'train.trained -> evaluate.trained',
      'split.data -> evaluate.data',
    ],
  );
