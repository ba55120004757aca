import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Content keys are Merkle hashes: of an operation, its version, its parameters and the keys of its
 * inputs. Equal key, equal result. Node ids, labels and positions never enter.
 */
export function contentKey(parts: {
  readonly op: string;
  readonly version: number;
  readonly params: object;
  readonly inputs: Readonly<Record<string, string>>;
}): string {
  const params: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(parts.params)) {
    params[name] = SHARED.has(name) && isObject(value) ? digestOf(value) : value;
  }
  return hash(canonicalJson({ ...parts, params }));
}

/** 128 bits in hexadecimal. */
const KEY_LENGTH = 32;

/** The editor compiles at every edit, and an edit leaves most texts as they were. Bounded by starting anew. */
const hashes = new Map<string, string>();
const MOST_HASHES = 20_000;

function hash(text: string): string {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  if (hashes.size >= MOST_HASHES) hashes.clear();
  const key = bytesToHex(sha256(utf8ToBytes(text))).slice(0, KEY_LENGTH);
  hashes.set(text, key);
  return key;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Parameters that many steps have in common, as one object, and that are long: each is hashed once. */
const SHARED: ReadonlySet<string> = new Set(['model', 'body', 'classes']);
const digests = new WeakMap<object, string>();

function digestOf(value: object): string {
  const known = digests.get(value);
  if (known !== undefined) return known;
  const digest = hash(canonicalJson(value));
  digests.set(value, digest);
  return digest;
}

/** JSON with sorted object keys: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) {
    return value.some(isObject) ? `[${value.map(canonicalJson).join(',')}]` : JSON.stringify(value);
  }
  let text = '';
  for (const name of Object.keys(value).sort()) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member === undefined) continue;
    text += `${text && ','}${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
