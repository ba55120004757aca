import { describe, expect, it } from 'vitest';
import { nameStep, stepName } from '../../src/editor/store/step-names';
import { emptyDocument, type GraphDocument } from '../../src/graph/document';
import { addNode, addWire, moveNodes, removeNodes, updateNode } from '../../src/graph/edit';

const node = (id: string, kind: string) =>
  ({ id, kind, kindVersion: 1, position: { x: 0, y: 0 }, params: {} }) as const;
const start: GraphDocument = { ...emptyDocument(), nodes: [node('split', 'split'), node('train', 'train')] };

describe('a step of the history is called', () => {
  it.each<[string, (document: GraphDocument) => GraphDocument]>([
    ['Added Head', (document) => addNode(document, node('head', 'head'))],
    ['Deleted Train', (document) => removeNodes(document, new Set(['train']))],
    ['Deleted 2 nodes', (document) => removeNodes(document, new Set(['train', 'split']))],
    ['Moved Split', (document) => moveNodes(document, new Map([['split', { x: 9, y: 9 }]]))],
    [
      'Train: Epochs',
      (document) => updateNode(document, 'train', (old) => ({ ...old, params: { epochs: 3 } })),
    ],
    [
      'Renamed Train to Mine',
      (document) => updateNode(document, 'train', (old) => ({ ...old, label: 'Mine' })),
    ],
    ['Bypassed Split', (document) => updateNode(document, 'split', (old) => ({ ...old, mode: 'bypass' }))],
    ['Muted Train', (document) => updateNode(document, 'train', (old) => ({ ...old, mode: 'mute' }))],
    [
      'Wired Split to Train',
      (document) => addWire(document, { node: 'split', port: 'data' }, { node: 'train', port: 'data' }),
    ],
    ['Renamed the graph', (document) => ({ ...document, title: 'New' })],
  ])('%s', (name, edit) => expect(stepName(start, edit(start))).toBe(name));

  it('as the edit itself said', () => {
    const after = { ...start, title: 'Other' };
    nameStep(after, 'Pasted 3 nodes');
    expect(stepName(start, after)).toBe('Pasted 3 nodes');
  });
});
