import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One file of a server, and what goes wrong with it. */
export interface ServedFile {
  readonly bytes: Uint8Array | string;
  readonly etag?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  /** Sends the reader elsewhere first. */
  readonly redirect?: string;
  /** The connection is cut after so many bytes, the first times it is asked for. */
  readonly breaks?: number[];
  /** How long after them. What has arrived but was not read by then is lost to the reader. */
  readonly breaksAfterMs?: number;
  /** Answers every request with the whole file. */
  readonly ignoresRanges?: boolean;
}

export interface FileServer {
  /** With a slash at the end. */
  readonly url: string;
  readonly files: Map<string, ServedFile>;
  /** `GET /path`, and the range where one was asked for. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** A local server of files that answers ranges as RFC 9110 says, and misbehaves as told. */
export async function fileServer(): Promise<FileServer> {
  const files = new Map<string, ServedFile>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { range } = request.headers;
    requests.push(`${request.method} ${request.url}${range ? ` ${range}` : ''}`);
    serve(files.get(decodeURIComponent(request.url ?? '').slice(1)), request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    files,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function serve(file: ServedFile | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (!file || file.status !== undefined) {
    response.writeHead(file?.status ?? 404).end();
    return;
  }
  if (file.redirect !== undefined) {
    response.writeHead(302, { location: file.redirect, ...file.headers }).end();
    return;
  }
  const bytes = Buffer.from(file.bytes);
  const from = file.ignoresRanges ? 0 : rangeStart(request, file.etag);
  const part = bytes.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': String(part.length),
    ...(file.etag === undefined ? {} : { etag: file.etag }),
    ...(from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
    ...file.headers,
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const breaksAt = file.breaks?.shift();
  if (breaksAt === undefined) response.end(part);
  else {
    const cut = () => setTimeout(() => response.destroy(), file.breaksAfterMs ?? 20);
    response.write(part.subarray(0, breaksAt), cut);
  }
}

function rangeStart({ headers }: IncomingMessage, etag: string | undefined): number {
  const start = /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1];
  const condition = headers['if-range'];
  return start === undefined || (condition !== undefined && condition !== etag) ? 0 : Number(start);
}
