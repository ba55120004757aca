import { base64urlnopad } from '@scure/base';
import { deflateSync, strFromU8, strToU8 } from 'fflate';
import type { GraphDocument } from '../document';
import { type Parsed, parseDocument } from '../parse';
import type { Problem } from '../problem';
import { crc32 } from './crc32';
import { DICTIONARY } from './dictionary';
import { inflateBounded, TooLargeError } from './inflate';

/** The version that this build writes. */
const VERSION = '1';
/** Browsers cut addresses off at about two million characters; no graph of a thousand nodes comes near this. */
export const MAX_CODE = 1_000_000;
/** What a code may unpack to, in bytes. */
const MAX_UNPACKED = 20_000_000;

/**
 * A whole graph as a short text of letters, digits, `-`, `_` and `.`: what a link holds behind its `#`,
 * and a picture in its metadata. `<version>.<data>.<checksum>`; the data are the document's JSON,
 * deflated with a dictionary and written in base64url (RFC 4648).
 */
export function encodeGraph(document: GraphDocument): string {
  const bytes = strToU8(JSON.stringify(document));
  const packed = deflateSync(bytes, { level: 9, dictionary: DICTIONARY });
  return `${VERSION}.${base64urlnopad.encode(packed)}.${checksum(bytes)}`;
}

/** Reads what `encodeGraph` wrote. Never throws, and holds no more than it may, whatever the text. */
export function decodeGraph(code: string): Parsed {
  if (code.length > MAX_CODE) return tooLarge(`${code.length} characters`, `at most ${MAX_CODE} characters`);
  const [version = '', data = '', sum = ''] = code.trim().split('.');
  if (/^\d+$/.test(version) && version !== VERSION) return fromTheFuture(version);
  if (version !== VERSION) return damaged('It does not begin as the code of a graph does.');
  let bytes: Uint8Array;
  try {
    bytes = inflateBounded(base64urlnopad.decode(data), MAX_UNPACKED, DICTIONARY);
  } catch (error) {
    if (error instanceof TooLargeError) {
      return tooLarge(`more than ${MAX_UNPACKED} bytes`, `at most ${MAX_UNPACKED} bytes`);
    }
    return damaged(error instanceof Error ? error.message : String(error));
  }
  if (checksum(bytes) !== sum) return damaged('Its checksum is wrong.');
  return parseDocument(strFromU8(bytes));
}

const checksum = (bytes: Uint8Array): string => crc32(bytes).toString(16).padStart(8, '0');

const refuse = (problem: Omit<Problem, 'severity'>): Parsed => ({
  ok: false,
  problems: [{ severity: 'error', ...problem }],
});

const damaged = (received: string): Parsed =>
  refuse({
    code: 'share/damaged',
    message: 'The link or picture holds a graph that is cut off or damaged.',
    received,
    hint: 'Copy the whole link again, or ask for the graph as a file: some programs shorten long links and strip pictures.',
  });

const fromTheFuture = (version: string): Parsed =>
  refuse({
    code: 'share/from-the-future',
    message: 'The link or picture was made by a newer Graft.',
    expected: `version ${VERSION} of the code`,
    received: `version ${version}`,
    hint: 'Update Graft, or ask for the graph as a file.',
  });

const tooLarge = (received: string, expected: string): Parsed =>
  refuse({
    code: 'share/too-large',
    message: 'The link or picture holds far more than any graph does.',
    expected,
    received,
    hint: 'Do not trust it. A graph that is really this large travels as a file.',
  });
