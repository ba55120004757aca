import type { $ZodError } from 'zod/v4/core';
import { isDeeperThan } from './depth';
import { DOCUMENT_FORMAT, DOCUMENT_VERSION, documentSchema, type GraphDocument } from './document';
import { withGroups } from './groups/members';
import { repairGroups } from './groups/repair';
import { MAX_DEPTH, MAX_NODES, MAX_TEXT, MAX_WIRES } from './limits';
import { migrate, versionOf } from './migrations';
import type { Problem } from './problem';

export type Parsed =
  | { readonly ok: true; readonly document: GraphDocument; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a graph file. Never throws. What a newer version or an unknown kind wrote is kept in the
 * document and reported; only text that is no graph at all is refused.
 */
export function parseDocument(text: string): Parsed {
  if (text.length > MAX_TEXT) return tooLarge('characters', text.length, MAX_TEXT);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refuse('file/not-json', 'The file is not complete JSON: it may be cut off or damaged.', {
      received: error instanceof Error ? error.message : String(error),
      hint: 'Save the graph again from where it came, or download it once more.',
    });
  }
  return readDocument(json);
}

/** As `parseDocument`, for JSON that is parsed already. */
export function readDocument(json: unknown): Parsed {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || !('format' in json)) {
    return refuse('file/not-a-graph', 'The file is JSON, but not a Graft graph.', {
      expected: `an object with "format": "${DOCUMENT_FORMAT}"`,
      hint: 'Open a file that Graft saved.',
    });
  }
  const oversized = oversize(json);
  if (oversized) return oversized;
  let migrated: Record<string, unknown>;
  try {
    migrated = migrate(json as Record<string, unknown>);
  } catch (error) {
    return refuse('file/no-migration', error instanceof Error ? error.message : String(error), {});
  }
  const result = documentSchema.safeParse(migrated);
  if (!result.success) return { ok: false, problems: schemaProblems(result.error) };
  const { document, problems } = withSoundGroups(result.data);
  return {
    ok: true,
    document,
    problems: [...futureProblems(document), ...integrityProblems(document), ...problems],
  };
}

/** The text of a graph file; reading it back gives an equal document. */
export const formatDocument = (document: GraphDocument): string => `${JSON.stringify(document, null, 2)}\n`;

function futureProblems(document: GraphDocument): Problem[] {
  if (versionOf(document) <= DOCUMENT_VERSION) return [];
  return [
    {
      code: 'file/from-the-future',
      severity: 'error',
      message: 'This graph was saved by a newer Graft.',
      expected: `document version ${DOCUMENT_VERSION} or lower`,
      received: `version ${document.version}`,
      hint: 'Nothing is lost: you can look at it and save it as it is. Update Graft to run it.',
    },
  ];
}

function withSoundGroups(document: GraphDocument) {
  if (!document.groups) return { document, problems: [] };
  const { groups, problems } = repairGroups(document.nodes, document.groups);
  return { document: withGroups(document, groups), problems };
}

/** Duplicate ids and wires to nowhere: kept in the document, reported on the node. */
function integrityProblems(document: GraphDocument): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const node of document.nodes) {
    if (seen.has(node.id)) {
      problems.push({
        code: 'graph/duplicate-id',
        severity: 'error',
        nodeId: node.id,
        message: `Two nodes have the id "${node.id}".`,
        hint: 'Give one of them another id in the file, or delete one here.',
      });
    }
    seen.add(node.id);
  }
  return problems;
}

/** What would take too long or too much memory to look at closely. */
function oversize(json: object): Parsed | undefined {
  const countOf = (list: 'nodes' | 'wires'): number => {
    const value: unknown = Reflect.get(json, list);
    return Array.isArray(value) ? value.length : 0;
  };
  if (countOf('nodes') > MAX_NODES) return tooLarge('nodes', countOf('nodes'), MAX_NODES);
  if (countOf('wires') > MAX_WIRES) return tooLarge('wires', countOf('wires'), MAX_WIRES);
  if (!isDeeperThan(json, MAX_DEPTH)) return undefined;
  return refuse('file/too-deep', 'The file holds lists within lists far deeper than any graph does.', {
    expected: `at most ${MAX_DEPTH} levels`,
    hint: 'It was damaged, or made to do harm. Open a file that Graft saved.',
  });
}

const tooLarge = (what: string, count: number, most: number): Parsed =>
  refuse('file/too-large', `The graph has more ${what} than Graft can handle.`, {
    expected: `at most ${most} ${what}`,
    received: `${count} ${what}`,
    hint: 'Split it into several graphs.',
  });

const MOST_REPORTED = 20;

function schemaProblems(error: $ZodError): Problem[] {
  return error.issues.slice(0, MOST_REPORTED).map((issue) => ({
    code: 'file/schema',
    severity: 'error' as const,
    message: `In the file, ${issue.path.length > 0 ? `"${issue.path.join('.')}"` : 'the top level'} is wrong: ${issue.message}.`,
    hint: 'The file was edited or damaged; mend that place or save the graph again.',
  }));
}

const refuse = (code: string, message: string, detail: Partial<Problem>): Parsed => ({
  ok: false,
  problems: [{ code, severity: 'error', message, ...detail }],
});
