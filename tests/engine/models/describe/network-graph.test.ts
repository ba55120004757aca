import { describe, expect, it } from 'vitest';
import {
  cutPoints,
  deepestNode,
  divide,
  type NetworkNode,
} from '../../../../src/engine/models/describe/network-graph';

const node = (name: string, ...inputs: string[]): NetworkNode => ({
  name,
  inputs,
  params: 1,
  stored: 0,
  multiplyAddsPerOutput: 0,
});

/** A residual block (b skips c) between two plain nodes; k is a constant. */
const graph = [
  node('in'),
  node('a', 'in'),
  node('b', 'a'),
  node('k'),
  node('c', 'b', 'k'),
  node('add', 'b', 'c'),
  node('out', 'add'),
];

describe('cutPoints', () => {
  it('leaves out what lies beside a skip connection, and constants', () => {
    expect([...cutPoints(graph, 'in')]).toEqual(['in', 'a', 'b', 'add', 'out']);
  });
});

describe('divide', () => {
  it('puts every node in exactly one block', () => {
    const blocks = divide(graph, ['a', 'add', 'out']);
    expect(blocks.map((block) => block.map(({ name }) => name))).toEqual([
      ['in', 'a'],
      ['b', 'k', 'c', 'add'],
      ['out'],
    ]);
  });
});

describe('deepestNode', () => {
  it('is the output of a network that only has skips', () => {
    expect(deepestNode(graph, 'in')).toBe('out');
  });
  it('is the end of the encoder where a decoder joins earlier maps', () => {
    const detector = [
      ...graph,
      node('deep', 'out'),
      node('deeper', 'deep'),
      node('join', 'a', 'deeper'),
      node('head', 'join'),
    ];
    expect(deepestNode(detector, 'in')).toBe('deeper');
  });
});
