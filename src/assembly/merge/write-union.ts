// The union of two captures as a session of its own: header, lines, seal, manifest, by the writer of captures.

import { createSha256, hexText } from '../../platform/sha256.js';
import { DataError, StoreError } from '../../platform/errors.js';
import { joinPath } from '../../platform/paths.js';
import { whatStandsAt } from '../../platform/file-identity.js';
import { sessionId } from '../../store/catalog.js';
import { sessionLine } from '../../store/ndjson/raw-line.js';
import type { SessionHeader, SessionSymbol } from '../../store/ndjson/session-header.js';
import { type SegmentWriter, openSegmentWriter } from '../../store/segment-writer.js';
import { formatUnits } from '../../core/market/decimal.js';
import type { Recording } from '../recording.js';
import { type MergeRun, type MergeSink, mergeCaptures } from './merge-captures.js';

export interface UnionWish {
  /** Data folder of the result. */
  readonly out: string;
  readonly software: string;
  readonly signal: AbortSignal;
  readonly onProgress: MergeSink['onProgress'];
}

export interface UnionResult {
  readonly run: MergeRun;
  readonly session: string;
  readonly path: string;
  readonly bytes: number;
}

/** Throws DataError (V13_MERGE_MARKETS) for recordings of two markets, StoreError where the folder holds recordings. */
export function checkUnion(a: Recording, b: Recording, out: string): void {
  const differs = a.venue !== b.venue || a.env !== b.env;
  const shared = a.symbols.filter((symbol) => b.symbols.includes(symbol));
  if (differs || shared.length === 0) {
    const market = ({ venue, env, symbols }: Recording): string => `${venue} ${env} ${symbols.join(',')}`;
    throw new DataError(`two captures of different markets: ${market(a)}, and ${market(b)}`, {
      code: 'V13_MERGE_MARKETS',
      path: a.opened.inputs[0]?.path,
      hint: 'both must be of one venue and environment, with a symbol in common; --env states it for files that do not',
    });
  }
  if (whatStandsAt(joinPath(out, 'raw')) === 'nothing') return;
  throw new StoreError(`${out} holds recordings already`, {
    code: 'V13_STORE_EXISTS',
    hint: 'name a new folder with --out',
    details: { path: out },
  });
}

const firstUs = ({ opened }: Recording): number =>
  Math.min(...opened.inputs.map((input) => input.firstRecvUs ?? Infinity));

/** The same two captures give the same id. */
function unionId(a: Recording, b: Recording, startUs: number): string {
  const hash = createSha256();
  for (const { opened } of [a, b])
    for (const { session, bytesTotal } of opened.inputs) hash.update(`${session?.session ?? ''} ${bytesTotal}\n`);
  return sessionId(startUs, parseInt(hexText(hash.digest()).slice(0, 4), 16) / 0x10000);
}

function headerOf(
  a: Recording,
  b: Recording,
  wish: { readonly session: string; readonly software: string },
): Omit<SessionHeader, 'version'> {
  const symbols = new Map<string, SessionSymbol>();
  for (const { instruments } of [a, b]) {
    for (const { symbol, tick, step } of instruments.values()) {
      symbols.set(symbol, { symbol, tick: formatUnits(1, tick), step: formatUnits(1, step) });
    }
  }
  const headers = [a, b].flatMap(({ opened }) => opened.inputs.flatMap(({ session }) => session ?? []));
  return {
    session: wish.session,
    ...{ venue: a.venue, env: a.env, host: headers[0]?.host ?? null },
    symbols: [...symbols.values()],
    streams: [...new Set(headers.flatMap(({ streams }) => streams))],
    config: a.recordedConfig,
    generator: headers[0]?.generator ?? null,
    software: wish.software,
    segment: 0,
  };
}

const BLOCK_BYTES = 1 << 20;

/** Closing the feeds is the caller's. */
export async function writeUnion(a: Recording, b: Recording, wish: UnionWish): Promise<UnionResult> {
  const startUs = Math.min(firstUs(a), firstUs(b)) - 1;
  const session = unionId(a, b, startUs);
  const writer = await openSegmentWriter({
    dataFolder: wish.out,
    venue: a.venue,
    env: a.env,
    session,
    segmentBytes: BLOCK_BYTES,
  });
  const lines = createLines(writer);
  const { software } = wish;
  lines.add(sessionLine(startUs, headerOf(a, b, { session, software })));
  let run: MergeRun;
  try {
    run = await mergeCaptures(a, b, { ...wish, startUs, write: (line) => lines.write(line) });
  } finally {
    lines.flush();
  }
  const summary = { venue: a.venue, env: a.env, host: null, software, configHash: null, clockOffset: null };
  const sealed = await writer.close({ ...summary, certificate: null, digest: null });
  return { run, session, path: sealed?.path ?? '', bytes: sealed?.manifest.bytes ?? 0 };
}

/** Gathers lines into blocks, which the writer keeps until they are on disk. */
function createLines(writer: SegmentWriter) {
  let texts: string[] = [];
  let size = 0;
  const flush = (): void => {
    if (texts.length > 0) writer.append(Buffer.from(texts.join('')), texts.length);
    texts = [];
    size = 0;
  };
  const add = (line: string): void => {
    texts.push(line);
    size += line.length;
    if (size >= BLOCK_BYTES) flush();
  };
  return {
    add,
    flush,
    async write(line: string): Promise<void> {
      add(line);
      if (writer.isFull) await writer.drained();
    },
  };
}
