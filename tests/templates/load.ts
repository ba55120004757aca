import { readFileSync } from 'node:fs';
import type { GraphDocument, Json } from '../../src/graph/document';
import { updateNode } from '../../src/graph/edit';
import { parseDocument } from '../../src/graph/parse';

/** A template as it ships. */
export function loadTemplate(name: string): GraphDocument {
  const parsed = parseDocument(
    readFileSync(new URL(`../../templates/${name}.json`, import.meta.url), 'utf8'),
  );
  if (!parsed.ok) throw new Error(`The template ${name} does not parse.`);
  return parsed.document;
}

/** Changes parameters, by node id. */
export const withParams = (
  document: GraphDocument,
  changes: Readonly<Record<string, Readonly<Record<string, Json>>>>,
): GraphDocument =>
  Object.entries(changes).reduce(
    (current, [id, params]) =>
      updateNode(current, id, (node) => ({ ...node, params: { ...node.params, ...params } })),
    document,
  );
