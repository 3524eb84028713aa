// aggTrades and trades over REST, from the trades that have been published.

import type { PublishedSymbol } from './published-market.js';
import { type RestAnswerText, missing, refusal } from './rest-reply.js';
import { type StoredTrade, tradesOf } from './trade-ring.js';

const MOST = 1_000;
const USUAL = 500;
/** startTime and endTime together may span an hour. */
const LONGEST_SPAN_MS = 3_600_000;

interface Bad {
  readonly bad: RestAnswerText;
}

const refuse = (code: number, msg: string): Bad => ({ bad: refusal(400, code, msg) });

/** A whole number of the query; null where it is absent. */
function readWhole(query: URLSearchParams, name: string): number | null | Bad {
  const text = query.get(name);
  if (text === null) return null;
  const isWhole = /^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text));
  return isWhole ? Number(text) : { bad: missing(name) };
}

function readLimit(query: URLSearchParams): number | Bad {
  const limit = readWhole(query, 'limit');
  if (limit === null) return USUAL;
  if (typeof limit !== 'number') return limit;
  return limit >= 1 && limit <= MOST ? limit : refuse(-1130, "Data sent for parameter 'limit' is not valid.");
}

const aggRow = (trade: StoredTrade, fields: 'full' | 'old'): object => ({
  a: trade.id,
  p: trade.price,
  q: trade.qty,
  ...(fields === 'full' ? { nq: trade.qtyNoRpi } : {}),
  f: trade.firstFill,
  l: trade.lastFill,
  T: trade.matchMs,
  m: trade.buyerIsMaker,
});

/** First index whose trade is at or behind the mark. */
function firstAt(trades: readonly StoredTrade[], isBefore: (trade: StoredTrade) => boolean): number {
  let [low, high] = [0, trades.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(trades[middle] as StoredTrade)) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Range {
  readonly fromId: number | null;
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly limit: number;
}

function readRange(query: URLSearchParams): Range | Bad {
  const limit = readLimit(query);
  const [fromId, startMs, endMs] = [
    readWhole(query, 'fromId'),
    readWhole(query, 'startTime'),
    readWhole(query, 'endTime'),
  ];
  for (const value of [limit, fromId, startMs, endMs]) if (value !== null && typeof value === 'object') return value;
  const range = { fromId, startMs, endMs, limit } as Range;
  if (range.fromId !== null && (range.startMs !== null || range.endMs !== null)) {
    return refuse(-1128, 'Combination of optional parameters invalid.');
  }
  if (range.startMs !== null && range.endMs !== null && range.endMs - range.startMs > LONGEST_SPAN_MS) {
    return refuse(-1127, 'More than 1 hours between startTime and endTime.');
  }
  return range;
}

function tradesIn(known: readonly StoredTrade[], { fromId, startMs, endMs, limit }: Range): readonly StoredTrade[] {
  if (fromId !== null) {
    const from = firstAt(known, (trade) => trade.id < fromId);
    return known.slice(from, from + limit);
  }
  const to = endMs === null ? known.length : firstAt(known, (trade) => trade.matchMs <= endMs);
  if (startMs === null) return known.slice(Math.max(0, to - limit), to);
  const from = firstAt(known, (trade) => trade.matchMs < startMs);
  return known.slice(from, Math.min(to, from + limit));
}

/** Body of `GET /fapi/v1/aggTrades`. */
export function aggTradesBody(symbol: PublishedSymbol, query: URLSearchParams, fields: 'full' | 'old'): RestAnswerText {
  const range = readRange(query);
  if ('bad' in range) return range.bad;
  const { holes } = symbol;
  const trades = tradesOf(symbol.trades);
  const known = holes.size === 0 ? trades : trades.filter(({ id }) => !holes.has(id));
  return { status: 200, body: JSON.stringify(tradesIn(known, range).map((trade) => aggRow(trade, fields))) };
}

/** Body of `GET /fapi/v1/trades`: each aggTrade as one trade. */
export function recentTradesBody(symbol: PublishedSymbol, query: URLSearchParams): RestAnswerText {
  const limit = readLimit(query);
  if (typeof limit !== 'number') return limit.bad;
  const rows = tradesOf(symbol.trades)
    .slice(-limit)
    .map((trade) => ({
      id: trade.lastFill,
      price: trade.price,
      qty: trade.qty,
      quoteQty: (Number(trade.price) * Number(trade.qty)).toFixed(8),
      time: trade.matchMs,
      isBuyerMaker: trade.buyerIsMaker,
      isRPITrade: false,
    }));
  return { status: 200, body: JSON.stringify(rows) };
}
