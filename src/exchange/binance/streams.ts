// Stream names: which symbol and which kind of message a name such as "btcusdt@depth@100ms" stands for.

import { type UnitScale } from './units.js';

/** What the payload of a stream is. `other`: a stream that the chain does not read. */
export const STREAM = {
  other: 0,
  depth: 1,
  aggTrade: 2,
  trade: 3,
  bookTicker: 4,
  markPrice: 5,
  snapshot: 6,
  healedTrade: 7,
} as const;
export type StreamKind = (typeof STREAM)[keyof typeof STREAM];

/** Kind of a stream by its name's part after the symbol. Partial books (`depth5`…) are another thing than diffs. */
export function streamKindOf(suffix: string): StreamKind {
  if (/^depth(@\d+ms)?$/.test(suffix)) return STREAM.depth;
  if (suffix === 'aggTrade') return STREAM.aggTrade;
  if (suffix === 'trade') return STREAM.trade;
  if (suffix === 'bookTicker') return STREAM.bookTicker;
  if (/^markPrice(@1s)?$/.test(suffix)) return STREAM.markPrice;
  if (suffix === 'snapshot') return STREAM.snapshot;
  if (suffix === 'healedTrade') return STREAM.healedTrade;
  return STREAM.other;
}

/** Kind by the payload's `e`, for bare payloads that come without a stream name. */
export const KIND_BY_EVENT: ReadonlyMap<string, StreamKind> = new Map<string, StreamKind>([
  ['depthUpdate', STREAM.depth],
  ['aggTrade', STREAM.aggTrade],
  ['trade', STREAM.trade],
  ['bookTicker', STREAM.bookTicker],
  ['markPriceUpdate', STREAM.markPrice],
]);

/** What must be known of a symbol to read its numbers. */
export interface SymbolScale {
  readonly symbol: string;
  /** Index in the session's symbol table. */
  readonly code: number;
  /** UTF-8 bytes of the symbol in capitals, as `s` carries it. */
  readonly bytes: Uint8Array;
  readonly price: UnitScale;
  readonly qty: UnitScale;
}

/** Splits a stream name into symbol (capitals) and suffix; null for all-market streams and names without "@". */
export function splitStreamName(name: string): { symbol: string; suffix: string } | null {
  const at = name.indexOf('@');
  if (at <= 0 || name.startsWith('!')) return null;
  return { symbol: name.slice(0, at).toUpperCase(), suffix: name.slice(at + 1) };
}
