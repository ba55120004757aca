import { describe, expect, it } from 'vitest';
import { record, redo, settle, startHistory, undo } from '../../src/editor/store/history';

describe('history', () => {
  it('undoes and redoes in order', () => {
    let history = record(record(startHistory('a'), 'b'), 'c');
    history = undo(history);
    expect(history.present).toBe('b');
    history = undo(history);
    expect(history.present).toBe('a');
    expect(undo(history)).toBe(history);
    expect(redo(redo(history)).present).toBe('c');
    expect(redo(redo(redo(history))).present).toBe('c');
  });

  it('makes the edits of one group one step', () => {
    let history = record(startHistory(0), 1, 'slider');
    history = record(record(history, 2, 'slider'), 3, 'slider');
    expect(history.present).toBe(3);
    expect(undo(history).present).toBe(0);
  });

  it('starts a new step for another group, and after the group was settled', () => {
    const dragged = record(record(startHistory(0), 1, 'a'), 2, 'b');
    expect(undo(dragged).present).toBe(1);
    const twice = record(settle(record(startHistory(0), 1, 'a')), 2, 'a');
    expect(undo(twice).present).toBe(1);
  });

  it('forgets what was undone when something else is done', () => {
    const history = record(undo(record(startHistory('a'), 'b')), 'c');
    expect(history.future).toEqual([]);
    expect(undo(history).present).toBe('a');
  });

  it('does not extend a step that was undone and redone', () => {
    const again = redo(undo(record(startHistory(0), 1, 'a')));
    expect(undo(record(again, 2, 'a')).present).toBe(1);
  });

  it('ignores an edit that changes nothing', () => {
    const history = startHistory({});
    expect(record(history, history.present)).toBe(history);
  });

  it('keeps a bounded past', () => {
    let history = startHistory(0);
    for (let step = 1; step <= 500; step++) history = record(history, step);
    expect(history.past.length).toBe(200);
    expect(history.past[0]).toBe(300);
  });
});
