// The REST endpoints of market data: a request and what the venue knows → status and body. No input or output.

import { exchangeInfo } from './exchange-info.js';
import { depthBody, nextFundingMs } from './payload.js';
import { type PublishedMarket, type PublishedSymbol, bookTickerOf, markOf } from './published-market.js';
import { type RestAnswerText, missing, ok, refusal } from './rest-reply.js';
import { aggTradesBody, recentTradesBody } from './rest-trades.js';
import type { VenueBook } from './venue-source.js';

export interface RestRequest {
  /** `/fapi/v1/depth` */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** What the answers are made from. */
export interface RestView {
  readonly market: PublishedMarket;
  /** Time of the venue's clock, ms. */
  readonly nowMs: number;
  readonly weightLimit: number;
  readonly fields: 'full' | 'old';
  /** The book that a snapshot of this moment shows. */
  depth(symbol: PublishedSymbol, limit: number): VenueBook;
}

/** Request weight of each limit of depth. */
export const DEPTH_WEIGHTS: ReadonlyMap<string, number> = new Map([
  ['5', 2],
  ['10', 2],
  ['20', 2],
  ['50', 2],
  ['100', 5],
  ['500', 10],
  ['1000', 20],
]);
const DEPTH_DEFAULT = '500';

interface Endpoint {
  readonly weight: number | ((query: URLSearchParams) => number);
  readonly answer: (request: RestRequest, view: RestView) => RestAnswerText;
}

/** Runs with the symbol that the request names, or answers why it cannot. */
function withSymbol(
  request: RestRequest,
  view: RestView,
  answer: (symbol: PublishedSymbol) => RestAnswerText,
): RestAnswerText {
  const name = request.query.get('symbol');
  if (name === null || name === '') return missing('symbol');
  const symbol = view.market.get(name);
  return symbol === undefined ? refusal(400, -1121, 'Invalid symbol.') : answer(symbol);
}

/** One element for the symbol named, or an array of all. */
function forSymbols(
  request: RestRequest,
  view: RestView,
  row: (symbol: PublishedSymbol) => object | null,
): RestAnswerText {
  if (request.query.has('symbol')) return withSymbol(request, view, (symbol) => ok(row(symbol) ?? {}));
  return ok([...view.market.values()].map(row).filter((one) => one !== null));
}

function depth(request: RestRequest, view: RestView): RestAnswerText {
  return withSymbol(request, view, (symbol) => {
    const limit = request.query.get('limit') ?? DEPTH_DEFAULT;
    if (!DEPTH_WEIGHTS.has(limit)) return refusal(400, -4021, `'${limit}' is not valid depth limit.`);
    const book = view.depth(symbol, Number(limit));
    const times = { sentMs: view.nowMs, matchMs: view.nowMs - symbol.ageMs };
    return { status: 200, body: depthBody(book, times), lastUpdateId: book.lastUpdateId };
  });
}

function bookTickerRow(symbol: PublishedSymbol, view: RestView): object | null {
  const ticker = symbol.ticker ?? bookTickerOf(symbol, 0);
  if (ticker === null) return null;
  const [bid, ask] = [ticker.bid, ticker.ask];
  const prices = { bidPrice: bid[0], bidQty: bid[1], askPrice: ask[0], askQty: ask[1] };
  return { symbol: ticker.symbol, ...prices, time: view.nowMs, lastUpdateId: ticker.updateId };
}

function premiumRow(symbol: PublishedSymbol, view: RestView): object | null {
  const mark = markOf(symbol, 0);
  if (mark === null) return null;
  return {
    symbol: mark.symbol,
    markPrice: mark.mark,
    indexPrice: mark.index,
    estimatedSettlePrice: mark.settle,
    lastFundingRate: mark.rate,
    interestRate: '0.00010000',
    nextFundingTime: nextFundingMs(view.nowMs),
    time: view.nowMs,
  };
}

const oneOrAll =
  (one: number, all: number) =>
  (query: URLSearchParams): number =>
    query.has('symbol') ? one : all;

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/fapi/v1/ping': { weight: 1, answer: () => ok({}) },
  '/fapi/v1/time': { weight: 1, answer: (_, view) => ok({ serverTime: view.nowMs }) },
  '/fapi/v1/exchangeInfo': {
    weight: 1,
    answer: (_, view) => {
      const symbols = [...view.market.values()].map(({ info }) => info);
      return ok(exchangeInfo(symbols, { serverMs: view.nowMs, weightLimit: view.weightLimit }));
    },
  },
  '/fapi/v1/depth': { weight: (query) => DEPTH_WEIGHTS.get(query.get('limit') ?? DEPTH_DEFAULT) ?? 2, answer: depth },
  '/fapi/v1/aggTrades': {
    weight: 20,
    answer: (request, view) => withSymbol(request, view, (symbol) => aggTradesBody(symbol, request.query, view.fields)),
  },
  '/fapi/v1/trades': {
    weight: 5,
    answer: (request, view) => withSymbol(request, view, (symbol) => recentTradesBody(symbol, request.query)),
  },
  '/fapi/v1/ticker/bookTicker': {
    weight: oneOrAll(2, 5),
    answer: (request, view) => forSymbols(request, view, (symbol) => bookTickerRow(symbol, view)),
  },
  '/fapi/v1/premiumIndex': {
    weight: oneOrAll(1, 10),
    answer: (request, view) => forSymbols(request, view, (symbol) => premiumRow(symbol, view)),
  },
  '/fapi/v1/openInterest': {
    weight: 1,
    answer: (request, view) =>
      withSymbol(request, view, ({ info }) =>
        ok({ openInterest: '100000.000', symbol: info.symbol, time: view.nowMs }),
      ),
  },
};

export function weightOf({ path, query }: RestRequest): number {
  const weight = ENDPOINTS[path]?.weight ?? 1;
  return typeof weight === 'number' ? weight : weight(query);
}

export function answerRest(request: RestRequest, view: RestView, method: string): RestAnswerText {
  const endpoint = ENDPOINTS[request.path];
  if (endpoint === undefined || method !== 'GET') {
    return refusal(404, -5000, `Path ${request.path}, Method ${method} is invalid`);
  }
  return endpoint.answer(request, view);
}
