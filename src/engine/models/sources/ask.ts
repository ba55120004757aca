import { ModelError } from '../model-error';
import { asSha256 } from './checksum';
import { badStatus, unreachable } from './http-problems';
import type { DownloadInfo } from './kept-pieces';

/** An answer that brings a file, or the rest of one. */
export interface Reply {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** The place in the file where the body begins; 0 unless the server goes on where we asked it to. */
  readonly start: number;
  readonly version: Pick<DownloadInfo, 'validator' | 'size'>;
  /** SHA-256 of the whole file, where the server says it. */
  readonly checksum?: string;
}

/**
 * Asks for a file from the byte `from` on, provided that it is still the version `validator`; for all
 * of it otherwise. Throws a `ModelError`, or the signal's reason.
 */
export async function askFor(
  url: string,
  from: number,
  validator: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  if (from > 0 && validator !== undefined) {
    const rest = await askForRest(url, from, validator, signal);
    if (rest) return rest;
  }
  const response = await request(url, { signal });
  if (!response.ok) throw badStatus(url, response.status);
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    throw new ModelError('not-a-model', `${url} is a web page, not a file.`, {
      hint: 'Copy the address of the download itself; on Hugging Face it contains "/resolve/".',
    });
  }
  return {
    body: bodyOf(response),
    start: 0,
    version: versionOf(response, 0),
    checksum: checksumIn(response),
  };
}

/** `undefined` when the server cannot go on there, or has another version by now. */
async function askForRest(
  url: string,
  from: number,
  validator: string,
  signal: AbortSignal | undefined,
): Promise<Reply | undefined> {
  const range = { Range: `bytes=${from}-` };
  // Not every server lets other sites send If-Range; without it the version is compared afterwards.
  const response = await request(url, { signal, headers: { ...range, 'If-Range': validator } }).catch(
    (error: unknown) => {
      if (!(error instanceof ModelError)) throw error;
      return request(url, { signal, headers: range });
    },
  );
  const goesOn =
    response.status === 206 &&
    response.headers.get('content-range')?.startsWith(`bytes ${from}-`) === true &&
    validatorOf(response) === validator;
  if (!goesOn) {
    await response.body?.cancel();
    return undefined;
  }
  return {
    body: bodyOf(response),
    start: from,
    version: versionOf(response, from),
    checksum: checksumIn(response),
  };
}

/** Whether the server has something else by now. When it cannot be asked, what we have will do. */
export async function hasNewVersion(
  url: string,
  known: DownloadInfo,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const response = await request(url, { method: 'HEAD', signal }).catch((error: unknown) => {
    if (!(error instanceof ModelError)) throw error;
    return undefined;
  });
  if (!response?.ok) return false;
  const { validator, size } = versionOf(response, 0);
  const sameSize = size === undefined || size === known.size;
  return validator !== known.validator || !sameSize;
}

async function request(url: string, init: RequestInit): Promise<Response> {
  try {
    // What is kept is kept by us; a browser's own cache would put itself between ranges and the server.
    return await fetch(url, { ...init, cache: 'no-store' });
  } catch {
    init.signal?.throwIfAborted();
    throw await unreachable(url);
  }
}

function bodyOf(response: Response): ReadableStream<Uint8Array<ArrayBuffer>> {
  if (!response.body) throw new ModelError('server', 'The server sent nothing.');
  return response.body;
}

function versionOf({ headers }: Response, from: number): Reply['version'] {
  const whole = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  // Of a compressed answer the length is not that of the file.
  const isPlain = (headers.get('content-encoding') ?? 'identity') === 'identity';
  const length = isPlain ? headers.get('content-length') : null;
  const size = whole ?? (length === null ? undefined : from + Number(length));
  return {
    validator: isPlain ? validatorOf({ headers }) : undefined,
    size: size === undefined ? undefined : Number(size),
  };
}

/** What If-Range takes: a strong ETag, or else the time of the last change. */
function validatorOf({ headers }: Pick<Response, 'headers'>): string | undefined {
  const tag = headers.get('etag');
  if (tag !== null && !tag.startsWith('W/')) return tag;
  return headers.get('last-modified') ?? undefined;
}

/** Hugging Face states the SHA-256 of large files in these headers. */
const checksumIn = ({ headers }: Response): string | undefined =>
  asSha256(headers.get('x-linked-etag')) ?? asSha256(headers.get('etag'));
