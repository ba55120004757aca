import { afterEach, expect, it, vi } from 'vitest';
import { isOwn, rememberOwn } from '../../../src/editor/share/own-files';
import { formatDocument, parseDocument } from '../../../src/graph/parse';
import { encodeGraph } from '../../../src/graph/share/code';
import { readShareLink } from '../../../src/graph/share/link';
import { loadTemplate } from '../../templates/load';

const template = loadTemplate('first-transfer');

function storage(): void {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
}
afterEach(() => vi.unstubAllGlobals());

it('knows a graph that was written here, whether from a file or from a picture', () => {
  storage();
  expect(isOwn(template)).toBe(false);
  rememberOwn(template);
  for (const parsed of [
    parseDocument(formatDocument(template)),
    readShareLink(`#graph=${encodeGraph(template)}`),
  ]) {
    expect(parsed?.ok && isOwn(parsed.document)).toBe(true);
  }
});

it('takes a file that was changed since for somebody else’s', () => {
  storage();
  rememberOwn(template);
  expect(isOwn({ ...template, description: `${template.description}.` })).toBe(false);
});

it('asks when the browser remembers nothing, or something else', () => {
  rememberOwn(template);
  expect(isOwn(template)).toBe(false);
  storage();
  localStorage.setItem('graft-own-files', '{"a":');
  expect(isOwn(template)).toBe(false);
  rememberOwn(template);
  expect(isOwn(template)).toBe(true);
});
