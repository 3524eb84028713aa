// A web server with the file layouts of Tardis and of Binance's public dumps: ranges, ETags, and faults on demand.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { layoutPath } from './archives.js';

export interface HistoryServer {
  readonly url: string;
  readonly port: number;
  /** Path → content; more can be added, and changed. */
  readonly files: Map<string, Buffer>;
  /** `GET path [range]` of every request, in order. */
  readonly asked: string[];
  /** Taken one a request of the path, the first first; then it is served as it should be. */
  readonly faults: Map<string, Fault[]>;
  close(): Promise<void>;
}

export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The connection breaks after so many bytes of the body. */
  | { readonly kind: 'cut'; readonly bytes: number }
  /** Other bytes of the same length. */
  | { readonly kind: 'garbled' }
  /** So many bytes, then nothing, and the connection stays open. */
  | { readonly kind: 'stall'; readonly bytes: number };

export const AGG_PATH = '/data/futures/um/daily/aggTrades/BTCUSDT/BTCUSDT-aggTrades-2024-01-15.zip';
export const BOOK_PATH = '/v1/binance-futures/incremental_book_L2/2024/01/01/ETHUSDT.csv.gz';
export const TAPE_PATH = '/v1/binance-futures/trades/2024/01/01/ETHUSDT.csv.gz';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
export const checksumText = (path: string, bytes: Buffer): Buffer =>
  Buffer.from(`${sha256(bytes)}  ${path.split('/').at(-1)}\n`);

/** One day of each kind, from the fixtures. */
export function historyFiles(): Map<string, Buffer> {
  const agg = readFileSync(layoutPath('aggTrades'));
  return new Map([
    [AGG_PATH, agg],
    [`${AGG_PATH}.CHECKSUM`, checksumText(AGG_PATH, agg)],
    [BOOK_PATH, readFileSync(layoutPath('tardisBook'))],
    [TAPE_PATH, readFileSync(layoutPath('tardisTrades'))],
  ]);
}

export async function startHistory(files: Map<string, Buffer> = historyFiles()): Promise<HistoryServer> {
  const asked: string[] = [];
  const faults = new Map<string, Fault[]>();
  const wires = new Set<Socket>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(`GET ${path}${request.headers.range === undefined ? '' : ` ${request.headers.range}`}`);
    answer({ request, response, bytes: files.get(path) ?? null, fault: faults.get(path)?.shift() ?? null });
  });
  server.on('connection', (wire) => wires.add(wire));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}`, port, files, asked, faults },
    close: () =>
      new Promise((resolve) => {
        for (const wire of wires) wire.destroy();
        server.close(() => resolve());
      }),
  };
}

interface Answer {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly bytes: Buffer | null;
  readonly fault: Fault | null;
}

function answer({ request, response, bytes, fault }: Answer): void {
  if (fault?.kind === 'status') return void response.writeHead(fault.status, fault.headers).end('said no');
  if (bytes === null) return void response.writeHead(404).end('<Error>NoSuchKey</Error>');
  const etag = `"${sha256(bytes).slice(0, 16)}"`;
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
  const isCurrent = request.headers['if-range'] === etag;
  const from = range !== null && isCurrent ? Number(range[1]) : 0;
  if (from >= bytes.length) return void response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
  const body = Buffer.from(bytes.subarray(from));
  if (fault?.kind === 'garbled') body.reverse();
  const partial = from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {};
  response.writeHead(from > 0 ? 206 : 200, {
    etag,
    'content-length': body.length,
    'accept-ranges': 'bytes',
    ...partial,
  });
  if (fault?.kind === 'cut') response.write(body.subarray(0, fault.bytes), () => response.destroy());
  else if (fault?.kind === 'stall') response.write(body.subarray(0, fault.bytes));
  else response.end(body);
}
