// One file from a web server to the disk: resumed where it broke off, repeated where that can help, checked at its end.

import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { storeError } from '../../platform/atomic-file.js';
import { StoreError, VenueError } from '../../platform/errors.js';
import { sleep } from '../../platform/sleep.js';
import { hashFile } from '../imports/file-hash.js';
import { type GetPlan, type HttpAnswer, httpGet, textOf } from './http-get.js';
import { type PartFile, type PartInfo, partFile } from './part-file.js';
import { retryAfterMs } from './retry-after.js';

export interface DownloadTools {
  readonly agentFor: GetPlan['agentFor'];
  readonly idleMs: number;
  /** Attempts without a new byte, one after the other, before it is given up. */
  readonly attempts: number;
  /** Wait before a repetition, 0 being the first. */
  readonly waitMs: (attempt: number) => number;
  /** A longer pause that the server asks for is an error instead of a wait. */
  readonly longestPauseMs: number;
  /** Waits for its turn to send a request. */
  readonly turn: (signal: AbortSignal) => Promise<void>;
  readonly refused: (url: string, status: number, text: string) => VenueError;
  readonly broken: (url: string, cause: unknown) => VenueError;
  readonly nowMs: () => number;
}

export interface DownloadWatch {
  readonly signal: AbortSignal;
  /** Bytes held of the file, and its size where known. */
  readonly onProgress: (bytes: number, total: number | null) => void;
  readonly onNote: (text: string) => void;
}

export interface DownloadWish {
  readonly url: string;
  readonly checksumUrl: string | null;
  readonly path: string;
}

export type DownloadEnd =
  | {
      readonly kind: 'done';
      readonly bytes: number;
      readonly sha256: string;
      readonly resumed: boolean;
      readonly isChecked: boolean;
    }
  /** The server has no such file. */
  | { readonly kind: 'absent' };

interface Work {
  readonly wish: DownloadWish;
  readonly tools: DownloadTools;
  readonly watch: DownloadWatch;
  readonly part: PartFile;
}

/** Throws VenueError, StoreError, or the signal's reason; then what is held stays for the next time. */
export async function download(wish: DownloadWish, tools: DownloadTools, watch: DownloadWatch): Promise<DownloadEnd> {
  const work: Work = { wish, tools, watch, part: partFile(wish.path) };
  const stated = await statedHash(work);
  if (stated !== null && (await holdsWhole(work, stated)))
    return finished(work, { sha256: stated, resumed: true, isChecked: true });
  for (let round = 0; ; round++) {
    const moved = await transfer(work);
    if (moved === 'absent') return { kind: 'absent' };
    const fault = await faultOf(work, stated);
    if (fault === null) {
      await work.part.finish();
      return finished(work, {
        sha256: await hashOf(work, wish.path),
        resumed: moved === 'resumed',
        isChecked: stated !== null,
      });
    }
    await work.part.remove();
    if (round > 0) throw badFile(wish.url, fault);
    watch.onNote(`${wish.url}: ${fault}; removed, and fetched once more`);
  }
}

async function finished(
  { wish }: Work,
  facts: Omit<DownloadEnd & { kind: 'done' }, 'kind' | 'bytes'>,
): Promise<DownloadEnd> {
  return { kind: 'done', bytes: (await stat(wish.path)).size, ...facts };
}

const badFile = (url: string, fault: string): VenueError =>
  new VenueError(`${url}: ${fault}, twice`, {
    code: 'V13_FETCH_CHECKSUM',
    hint: 'nothing of the file is kept; the source may be writing the file just now: try again later',
    retryable: true,
    details: { url },
  });

const hashOf = ({ watch }: Work, path: string): Promise<string> =>
  hashFile(path, { signal: watch.signal, onBytes: () => undefined });

async function holdsWhole(work: Work, stated: string): Promise<boolean> {
  const isThere = await stat(work.wish.path).catch(() => null);
  return isThere !== null && (await hashOf(work, work.wish.path)) === stated;
}

/** What is wrong with the bytes that have come; null where nothing is. */
async function faultOf(work: Work, stated: string | null): Promise<string | null> {
  const { part, wish, watch } = work;
  if (stated !== null)
    return (await hashOf(work, part.path)) === stated ? null : 'its SHA-256 is not the published one';
  return wish.path.endsWith('.gz') && !(await isWholeGzip(part.path, watch.signal)) ? 'not whole gzip data' : null;
}

async function isWholeGzip(path: string, signal: AbortSignal): Promise<boolean> {
  const gunzip = createReadStream(path, { signal }).pipe(createGunzip());
  try {
    gunzip.resume();
    await once(gunzip, 'end', { signal });
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

const CHECKSUM = /^([0-9a-f]{64})\b/i;
const CHECKSUM_BYTES = 4_096;

/** The published SHA-256; null where there is none. An answer that is none is asked for once more, then it is an error. */
async function statedHash(work: Work): Promise<string | null> {
  const { checksumUrl } = work.wish;
  if (checksumUrl === null) return null;
  for (let round = 0; ; round++) {
    const stated = await askHash(work, checksumUrl);
    if (stated !== 'unreadable') return stated;
    const fault = 'the answer is no SHA-256';
    if (round > 0) throw badFile(checksumUrl, fault);
    work.watch.onNote(`${checksumUrl}: ${fault}; asked for once more`);
  }
}

function askHash(work: Work, checksumUrl: string): Promise<string | null> {
  return repeated(work, async () => {
    const response = await get(work, checksumUrl, {});
    if (response.status === 404) {
      response.drop();
      return null;
    }
    await refuseOthers(work, response, checksumUrl);
    return CHECKSUM.exec(await textOf(response, CHECKSUM_BYTES))?.[1]?.toLowerCase() ?? 'unreadable';
  });
}

async function get(
  { tools, watch }: Work,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<HttpAnswer> {
  const { agentFor, idleMs } = tools;
  await tools.turn(watch.signal);
  return httpGet({ url, headers, agentFor, idleMs, signal: watch.signal });
}

/** The server asks for a pause before the next request. */
class Pause extends Error {
  constructor(readonly waitMs: number) {
    super('the server asks for a pause');
  }
}

const REASON_BYTES = 2_000;

/** Throws for every status but 200 and 206. */
async function refuseOthers({ tools }: Work, response: HttpAnswer, url: string): Promise<void> {
  const { status: statusCode, headers } = response;
  if (statusCode === 200 || statusCode === 206) return;
  const text = await textOf(response, REASON_BYTES).catch(() => '');
  const pauseMs = statusCode === 429 || statusCode === 503 ? retryAfterMs(headers['retry-after'], tools.nowMs()) : null;
  if (pauseMs !== null && pauseMs <= tools.longestPauseMs) throw new Pause(pauseMs);
  throw tools.refused(url, statusCode, text);
}

/** Runs until it goes through. Attempts count only while none of them brings a byte. */
async function repeated<Result>(work: Work, run: (noteByte: () => void) => Promise<Result>): Promise<Result> {
  const { tools, watch, wish } = work;
  for (let attempt = 0; ; attempt++) {
    try {
      return await run(() => {
        attempt = 0;
      });
    } catch (cause) {
      watch.signal.throwIfAborted();
      if (cause instanceof StoreError) throw cause;
      if (cause instanceof Pause) {
        if (attempt + 1 >= tools.attempts) throw tools.refused(wish.url, 429, '');
        watch.onNote(`${new URL(wish.url).host} asks for a pause of ${Math.ceil(cause.waitMs / 1000)} s`);
        await sleep(cause.waitMs, watch.signal);
        continue;
      }
      const error = cause instanceof VenueError ? cause : tools.broken(wish.url, cause);
      if (!error.retryable || attempt + 1 >= tools.attempts) throw error;
      watch.onNote(`${error.message}; tried again`);
      await sleep(tools.waitMs(attempt), watch.signal);
    }
  }
}

type Moved = 'whole' | 'resumed' | 'absent';

/** Brings what is missing of the file. */
async function transfer(work: Work): Promise<Moved> {
  let moved: Moved = 'whole';
  return repeated(work, async (noteByte) => {
    const { wish, part } = work;
    const held = await part.held(wish.url);
    const validator = held?.info.validator ?? null;
    const canResume = held !== null && validator !== null;
    if (canResume && held.bytes === held.info.total) return 'resumed';
    const range: Record<string, string> = canResume ? { range: `bytes=${held.bytes}-`, 'if-range': validator } : {};
    const response = await get(work, wish.url, range);
    const { status } = response;
    if (status === 404) {
      response.drop();
      return 'absent';
    }
    if (status === 416) {
      response.drop();
      await part.remove();
      throw new VenueError(`${wish.url}: what is held of it is no part of the file`, {
        code: 'V13_FETCH_CHANGED',
        retryable: true,
      });
    }
    await refuseOthers(work, response, wish.url);
    const isRest = status === 206 && canResume && rangeStart(response) === held.bytes;
    const info = isRest ? held.info : infoOf(response, wish.url);
    if (isRest) moved = 'resumed';
    await store(work, response, { info, from: isRest ? held.bytes : 0, noteByte });
    return moved;
  });
}

const rangeStart = ({ headers }: HttpAnswer): number =>
  Number(/^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1] ?? -1);

function infoOf({ headers, status }: HttpAnswer, url: string): PartInfo {
  const { etag } = headers;
  const strong = etag !== undefined && !etag.startsWith('W/') ? etag : null;
  const length = status === 200 ? Number(headers['content-length'] ?? NaN) : NaN;
  return {
    url,
    validator: strong ?? headers['last-modified'] ?? null,
    total: Number.isSafeInteger(length) ? length : null,
  };
}

interface Storing {
  readonly info: PartInfo;
  readonly from: number;
  readonly noteByte: () => void;
}

/** Writes the body; what came before a break stays. */
async function store(
  { part, watch, wish }: Work,
  response: HttpAnswer,
  { info, from, noteByte }: Storing,
): Promise<void> {
  let bytes = from;
  const handle = await part.open(info, from === 0);
  try {
    for (let chunk = await response.read(); chunk !== null; chunk = await response.read()) {
      await handle.writeFile(chunk).catch((cause: unknown) => {
        throw storeError(part.path, cause);
      });
      bytes += chunk.length;
      noteByte();
      watch.onProgress(bytes, info.total);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (info.total === null || bytes === info.total) return;
  throw Object.assign(new Error(`${wish.url} broke off at byte ${bytes} of ${info.total}`), { code: 'ECONNRESET' });
}
