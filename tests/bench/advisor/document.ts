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

/** Seeds of the network from scratch: with few images one training more or less is luck. */
export const SCRATCH_SEEDS = [1, 2, 3];

/** The same target by a small network that trains from scratch, for each seed. */
export function scratchGraph(target: ShippedTarget, amount: Amount): GraphDocument {
  const nodes: Nodes = { ...dataNodes(target, amount) };
  const wires = [DATA_WIRE];
  for (const seed of SCRATCH_SEEDS) {
    nodes[`cnn-${seed}`] = {
      kind: 'small-cnn',
      params: { inputSize: 32, blocks: 3, filters: 16, batchNorm: true, seed },
    };
    nodes[`head-${seed}`] = { kind: 'head', params: { type: 'linear' } };
    nodes[`train-${seed}`] = {
      kind: 'train',
      params: { epochs: 30, batchSize: 16, learningRate: 0.003, seed },
    };
    nodes[`evaluate-${seed}`] = { kind: 'evaluate', params: { part: 'test' } };
    wires.push(
      `cnn-${seed}.model -> head-${seed}.model`,
      `head-${seed}.model -> train-${seed}.model`,
      `split.data -> train-${seed}.data`,
      `train-${seed}.trained -> evaluate-${seed}.trained`,
      `split.data -> evaluate-${seed}.data`,
    );
  }
  return graph(nodes, wires);
}
