// The rows of a file's frames by the normaliser and by the reference, both with the units that opening it has found.

import { FRAME } from '../../src/core/market/frame.js';
import type { FrameBatch, FrameKind } from '../../src/core/market/frame.js';
import type { Instrument, Venue } from '../../src/core/market/instrument.js';
import { symbolsOf } from '../../src/exchange/binance/normalizer.js';
import { listInputs } from '../../src/store/inputs.js';
import { openFrameFeed } from '../../src/store/importers/open.js';
import type { InputFormat } from '../../src/store/importers/format.js';
import { rowTexts } from '../../test/support/event-rows.js';
import { normalizeAll, normalizerFor } from '../../test/support/market-run.js';
import type { ReadFrame } from './plain-reading.js';
import { createFullReference, decodeAny } from './reference-frames.js';

export interface OwnReading {
  readonly format: InputFormat;
  readonly compression: string;
  readonly frames: readonly ReadFrame[];
  readonly rows: readonly string[];
  readonly refused: readonly string[];
  /** Codes of the damage reported. */
  readonly problems: ReadonlySet<string>;
  /** Symbols whose units were taken from a message on the way. */
  readonly inferred: ReadonlySet<string>;
}

export interface Market {
  readonly venue: Venue;
  readonly instruments: readonly Instrument[];
}

function framesOf(batch: FrameBatch): ReadFrame[] {
  const bytes = Buffer.from(batch.bytes.buffer, batch.bytes.byteOffset, batch.bytes.length);
  return Array.from({ length: batch.count }, (_, i) => ({
    line: batch.line[i] as number,
    recvUs: batch.recvUs[i] as number,
    kind: batch.kind[i] as number,
    hint: batch.hints.get(i) ?? null,
    text: bytes.toString('latin1', batch.start[i], batch.end[i]),
  }));
}

/** Frames and rows as our readers give them, in chunks of any size. */
export async function readOurs(path: string, market: Market, chunkBytes: number): Promise<OwnReading> {
  const opened = await openFrameFeed(listInputs([path]), { chunkBytes });
  const known = new Set(market.instruments.map(({ symbol }) => symbol));
  const { normalizer } = normalizerFor({ ...market, capacity: 512 });
  const frames: ReadFrame[] = [];
  const rows: string[] = [];
  for (let batch = await opened.feed.next(); batch !== null; batch = await opened.feed.next()) {
    for (const frame of framesOf(batch)) frames.push(frame);
    normalizeAll(normalizer, batch, (events) => {
      for (const row of rowTexts(events, symbolsOf(normalizer))) rows.push(row);
    });
  }
  await opened.feed.close();
  const fresh = [...normalizer.config.instruments.values()].filter(
    ({ symbol, unitsFrom }) => unitsFrom === 'inferred' && !known.has(symbol),
  );
  const input = opened.inputs[0];
  return {
    format: input?.format ?? 'v13-raw',
    compression: input?.compression ?? 'none',
    frames,
    rows,
    refused: normalizer.refused.map(({ problem }) => problem),
    problems: new Set(opened.problems.counts.keys()),
    inferred: new Set(fresh.map(({ symbol }) => symbol)),
  };
}

const symbolOf = (row: string): string => (JSON.parse(row) as { symbol: string }).symbol;

/** The first row in which the reference differs from ours; null where there is none. */
export function judgeRows(own: OwnReading, market: Market): string | null {
  const reference = createFullReference(market.instruments, market.venue);
  const theirs: string[] = [];
  for (const { recvUs, kind, hint, text } of own.frames) {
    const frame = { text: Buffer.from(text, 'latin1'), recvUs, kind: (kind || FRAME.stream) as FrameKind };
    const outcome = decodeAny(reference, hint === null ? frame : { ...frame, hint });
    if (outcome !== 'unit_inferred' && 'rows' in outcome) for (const row of outcome.rows) theirs.push(row);
  }
  const isJudged = (row: string): boolean => own.inferred.size === 0 || !own.inferred.has(symbolOf(row));
  const ours = own.rows.filter(isJudged);
  const wanted = theirs.filter(isJudged);
  for (let i = 0; i < Math.max(ours.length, wanted.length); i++) {
    if (ours[i] === wanted[i]) continue;
    return `row ${i}\n  ours:      ${ours[i] ?? '(none)'}\n  reference: ${wanted[i] ?? '(none)'}`;
  }
  return null;
}
