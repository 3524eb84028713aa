// The REST requests that a capture makes: the exchange's time, its symbols, books and trades by id.

import { VenueError } from '../../platform/errors.js';
import type { TimeSample } from './clock-offset.js';
import { type ExchangeInfo, readExchangeInfo } from './exchange-info.js';
import { arrayElements } from './json-elements.js';
import type { RestAnswer, RestClient } from './rest.js';

function unexpected(answer: RestAnswer, wanted: string): VenueError {
  return new VenueError(`${answer.url} answered with something else than ${wanted}`, {
    code: 'V13_VENUE_ANSWER',
    hint: 'check that the address is that of a USD-M futures interface, and the proxy',
    retryable: false,
    httpStatus: answer.status,
  });
}

function parseBody(answer: RestAnswer): unknown {
  try {
    return JSON.parse(answer.body.toString('utf8'));
  } catch {
    return null;
  }
}

/** One sample for the clock offset. Weight 1. */
export async function fetchServerTime(client: RestClient, signal: AbortSignal): Promise<TimeSample> {
  const answer = await client.get('/fapi/v1/time', {}, { weight: 1, signal });
  const body = parseBody(answer) as { readonly serverTime?: unknown } | null;
  const serverMs = body?.serverTime;
  if (typeof serverMs !== 'number' || !Number.isSafeInteger(serverMs)) throw unexpected(answer, 'its time');
  return { sentUs: answer.sentUs, serverMs, recvUs: answer.recvUs };
}

/** Symbols with their steps; takes the stated weight limit over into the client's budget. Weight 1. */
export async function fetchExchangeInfo(client: RestClient, signal: AbortSignal): Promise<ExchangeInfo> {
  const answer = await client.get('/fapi/v1/exchangeInfo', {}, { weight: 1, signal });
  const info = readExchangeInfo(parseBody(answer));
  if (info === null) throw unexpected(answer, 'its list of symbols');
  if (info.weightPerMinute !== null) client.limitWeight(info.weightPerMinute);
  return info;
}

export interface DepthRequest {
  /** In capitals. */
  readonly symbol: string;
  /** 5, 10, 20, 50, 100, 500 or 1000 (default) levels a side. */
  readonly limit?: number;
  readonly signal: AbortSignal;
}

/** Weight of a book by its levels. */
export function depthWeight(limit: number): number {
  if (limit <= 50) return 2;
  if (limit <= 100) return 5;
  return limit <= 500 ? 10 : 20;
}

/** A book's snapshot, its body verbatim. It waits behind urgent requests and leaves the reserve of the budget alone. */
export function fetchDepth(client: RestClient, { symbol, limit = 1000, signal }: DepthRequest): Promise<RestAnswer> {
  return client.get('/fapi/v1/depth', { symbol, limit }, { weight: depthWeight(limit), signal, purpose: 'bulk' });
}

const LINE_END = /[\r\n]/;

/** JSON as one line: as it came, where it has no line ends; else written anew. Throws SyntaxError for what is no JSON. */
export const oneLine = (text: string): string => (LINE_END.test(text) ? JSON.stringify(JSON.parse(text)) : text);

/** A book's body as one line of a recording. Throws VenueError for what is no book, such as a proxy's page. */
export function bookText(answer: RestAnswer): string {
  const body = parseBody(answer) as {
    readonly lastUpdateId?: unknown;
    readonly bids?: unknown;
    readonly asks?: unknown;
  } | null;
  const isBook = Number.isSafeInteger(body?.lastUpdateId) && Array.isArray(body?.bids) && Array.isArray(body.asks);
  if (!isBook) throw unexpected(answer, 'a book');
  return oneLine(answer.body.toString('utf8'));
}

export interface AggTradesRequest {
  readonly symbol: string;
  /** First id wanted. */
  readonly fromId: number;
  /** At most 1000. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

export interface RestTrade {
  readonly id: number;
  /** The element of the answer's array, verbatim. */
  readonly text: string;
}

export interface AggTradesAnswer {
  readonly answer: RestAnswer;
  /** In the exchange's order. */
  readonly trades: readonly RestTrade[];
}

const AGG_TRADES_WEIGHT = 20;

/** Aggregated trades from an id on: what a hole in the stream is healed with. The exchange looks 48 h back. */
export async function fetchAggTrades(client: RestClient, request: AggTradesRequest): Promise<AggTradesAnswer> {
  const { symbol, fromId, limit, signal } = request;
  const answer = await client.get(
    '/fapi/v1/aggTrades',
    { symbol, fromId, limit },
    { weight: AGG_TRADES_WEIGHT, signal },
  );
  const elements = arrayElements(answer.body.toString('utf8'));
  if (elements === null) throw unexpected(answer, 'trades');
  const trades = elements.map((text) => ({ id: idOf(text), text }));
  if (!trades.every((trade): trade is RestTrade => trade.id !== null)) throw unexpected(answer, 'trades with ids');
  return { answer, trades };
}

function idOf(text: string): number | null {
  const value = JSON.parse(text) as { readonly a?: unknown } | null;
  const id = value?.a;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : null;
}
