import { beforeEach, describe, expect, it } from 'vitest';
import { registry } from '../../../nodes/registry';
import { addAs, kindsFor, portsOnWire } from '../../../src/editor/palette/add-request';
import { undoEdit } from '../../../src/editor/store/edit';
import { currentDocument, useEditor } from '../../../src/editor/store/editor-store';
import { startHistory } from '../../../src/editor/store/history';
import { stepName } from '../../../src/editor/store/step-names';
import { loadTemplate } from '../../templates/load';

const template = loadTemplate('first-transfer');
const at = { x: 0, y: 0 };
const wireInto = (node: string, port: string) =>
  currentDocument().wires.find(({ to }) => to.node === node && to.port === port);
const kindOf = (name: string) => {
  const kind = registry.get(name);
  if (!kind) throw new Error(`There is no kind ${name}.`);
  return kind;
};

beforeEach(() => useEditor.setState({ history: startHistory(template) }));

describe('what fits on a wire', () => {
  it('are the kinds that take and give what it carries', () => {
    const wire = wireInto('train', 'data')?.id;
    const kinds = kindsFor({ at, screen: at, wire }, template).map(({ kind }) => kind);
    expect(kinds).toContain('augment');
    expect(kinds).toContain('split');
    for (const other of ['dataset', 'train', 'freeze', 'note']) expect(kinds).not.toContain(other);
    expect(portsOnWire(kindOf('freeze'), 'model')).toEqual({ input: 'model', output: 'model' });
    expect(portsOnWire(kindOf('freeze'), 'data')).toBeUndefined();
  });

  it('is put on it with both its wires, in one step that has a name', () => {
    const wire = wireInto('train', 'data');
    const id = addAs({ at, screen: at, wire: wire?.id }, kindOf('augment'));
    expect(wireInto(id, 'data')?.from).toEqual(wire?.from);
    expect(wireInto('train', 'data')?.from).toEqual({ node: id, port: 'data' });
    expect([...useEditor.getState().selection.nodes]).toEqual([id]);
    expect(stepName(template, currentDocument())).toBe('Inserted Augment');
    undoEdit();
    expect(currentDocument()).toBe(template);
  });

  it('at the end of a wire is wired to it, whichever way the wire was drawn', () => {
    const from = { node: 'split', port: 'data', direction: 'output' } as const;
    const added = addAs({ at, screen: at, from }, kindOf('augment'));
    expect(wireInto(added, 'data')?.from).toEqual({ node: 'split', port: 'data' });
    const to = { node: 'augment', port: 'data', direction: 'input' } as const;
    const before = addAs({ at, screen: at, from: to }, kindOf('dataset'));
    expect(wireInto('augment', 'data')?.from).toEqual({ node: before, port: 'data' });
  });
});
