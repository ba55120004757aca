import * as z from 'zod/mini';
import type { GraphDocument } from '../../graph/document';
import { contentKey } from '../../plan/keys';
import { readRemembered, writePreference } from '../store/preference';

/**
 * Graphs that this browser wrote into a file or picture itself. Opened again, such a file holds nothing
 * that was not on this screen already, so it needs no second look. Known by a SHA-256 of the whole
 * graph: a file that was changed since by so much as a letter is somebody's, and is shown first.
 */
const KEY = 'graft-own-files';
const MOST = 200;

const digestsSchema = z.catch(z.array(z.string()), []);

const digestOf = (document: GraphDocument): string =>
  contentKey({ op: 'own-file', version: 1, params: { document }, inputs: {} });

function digests(): readonly string[] {
  try {
    return digestsSchema.parse(JSON.parse(readRemembered(KEY) ?? '[]'));
  } catch {
    return [];
  }
}

export function rememberOwn(document: GraphDocument): void {
  const digest = digestOf(document);
  const kept = digests().filter((known) => known !== digest);
  writePreference(KEY, JSON.stringify([digest, ...kept].slice(0, MOST)));
}

export const isOwn = (document: GraphDocument): boolean => digests().includes(digestOf(document));
