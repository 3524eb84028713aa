// The HTTP side: weights and bans, faults of REST, then the answer.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { initDelayed, settleDelayed } from './delayed-book.js';
import { type Emulation, elapsedUs, shownMs } from './emulation.js';
import { type FaultHit, type FaultKind, stepRestFaults } from './fault-script.js';
import { type PublishedSymbol, publishedBook } from './published-market.js';
import { type RestRequest, answerRest, weightOf } from './rest-answer.js';
import { type RestBudget, initBudget, spend } from './rest-limit.js';
import { type RestAnswerText, refusal } from './rest-reply.js';
import { bookOf } from './text-book.js';
import type { VenueBook } from './venue-source.js';

export interface RestOptions {
  /** Request weight a minute. */
  readonly weightLimit: number;
  /** Snapshots show the book of so long ago, ms; 0 for the present one. */
  readonly snapshotLagMs: number;
}

export interface RestServer {
  handle(request: IncomingMessage, response: ServerResponse): void;
}

const USUAL_AGE_MS = 5_000;
const NO_ANSWER_MS = 60_000;

const LIMITED =
  'Too many requests; current limit is %s requests per minute. Please use the websocket for live updates to avoid polling the API.';
const BANNED = 'Way too many requests; IP banned until %s. Please use the websocket for live updates to avoid bans.';

interface Served {
  readonly emulation: Emulation;
  readonly options: RestOptions;
  readonly budget: RestBudget;
}

interface Reply {
  readonly answer: RestAnswerText;
  readonly headers: Readonly<Record<string, string>>;
}

export function createRestServer(emulation: Emulation, options: RestOptions): RestServer {
  const served: Served = { emulation, options, budget: initBudget(options.weightLimit) };
  return {
    handle(request, response) {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const asked = { path: url.pathname, query: url.searchParams };
      request.resume();
      handle(served, { asked, method: request.method ?? 'GET' }, response);
    },
  };
}

function handle(served: Served, request: { asked: RestRequest; method: string }, response: ServerResponse): void {
  const { emulation, budget } = served;
  const { asked, method } = request;
  const weight = weightOf(asked);
  const verdict = spend(budget, weight, Date.now());
  const path = asked.path.slice(asked.path.lastIndexOf('/') + 1);
  const hit = stepRestFaults(emulation.faults, {
    path,
    symbol: asked.query.get('symbol'),
    elapsedUs: elapsedUs(emulation),
  });
  if (hit?.fires === true) noteFired(emulation, hit, asked.path);
  if (hit?.fault.kind === 'rest-timeout') {
    const waitMs = hit.fault.value ?? NO_ANSWER_MS;
    const timer = setTimeout(() => response.destroy(), waitMs);
    timer.unref();
    noteAnswer(served, request, { status: 0, weight, fault: 'rest-timeout' });
    return;
  }
  const refused = (hit === null ? null : faultReply(hit, Date.now())) ?? budgetReply(served, verdict);
  const reply = refused ?? { answer: answerRest(asked, viewOf(served, hit), method), headers: {} };
  const { status, body, lastUpdateId } = reply.answer;
  response.writeHead(status, {
    'Content-Type': 'application/json;charset=UTF-8',
    'Content-Length': Buffer.byteLength(body),
    'X-MBX-USED-WEIGHT-1M': String(budget.used),
    ...reply.headers,
  });
  response.end(body);
  const fault = hit?.fault.kind;
  noteAnswer(served, request, {
    status,
    weight,
    ...(lastUpdateId === undefined ? {} : { lastUpdateId }),
    ...(fault === undefined ? {} : { fault }),
  });
}

function noteFired(emulation: Emulation, { index, fault }: FaultHit, path: string): void {
  emulation.faultsFired++;
  const about = { index, fault: fault.kind, path, script: fault };
  const at = `"atUs":${Math.round(elapsedUs(emulation))}`;
  emulation.truth?.line('fault', `${at},${JSON.stringify(about).slice(1, -1)}`);
}

function noteAnswer({ emulation, budget }: Served, { asked }: { asked: RestRequest }, about: object): void {
  if (emulation.truth === null) return;
  const head = { path: asked.path, query: asked.query.toString(), used: budget.used, ...about };
  emulation.truth.line('rest', JSON.stringify(head).slice(1, -1));
}

function limitReply(status: 429 | 418, retryAfterS: number, words: string): Reply {
  return { answer: refusal(status, -1003, words), headers: { 'Retry-After': String(retryAfterS) } };
}

function budgetReply({ budget }: Served, verdict: ReturnType<typeof spend>): Reply | null {
  if (verdict.kind === 'served') return null;
  if (verdict.kind === 'limited')
    return limitReply(429, verdict.retryAfterS, LIMITED.replace('%s', String(budget.limit)));
  return limitReply(418, verdict.retryAfterS, BANNED.replace('%s', String(budget.bannedUntilMs)));
}

const UNAVAILABLE = 'Service Unavailable.';
const BLOCKED = '<html><body><h1>403 Forbidden</h1></body></html>';
const RESTRICTED =
  "Service unavailable from a restricted location according to 'b. Eligibility' in https://www.binance.com/en/terms. Please contact customer service if you believe you received this message in error.";

/** Retry-After of an injected 429 or 418, seconds. */
const SHORT_WAIT_S = 2;

/** The answer that a fault puts in the place of the right one; null for faults that only change it. */
function faultReply({ fault }: FaultHit, nowMs: number): Reply | null {
  const waitS = fault.value ?? SHORT_WAIT_S;
  const kind: FaultKind = fault.kind;
  switch (kind) {
    case 'rest-429':
      return limitReply(429, waitS, LIMITED.replace('%s', '2400'));
    case 'rest-418':
      return limitReply(418, waitS, BANNED.replace('%s', String(nowMs + waitS * 1_000)));
    case 'rest-403':
      return { answer: { status: 403, body: BLOCKED }, headers: { 'Content-Type': 'text/html' } };
    case 'rest-451':
      return { answer: { status: 451, body: JSON.stringify({ code: 0, msg: RESTRICTED }) }, headers: {} };
    case 'rest-5xx':
      return { answer: refusal(fault.value ?? 503, -1001, UNAVAILABLE), headers: {} };
    default:
      return null;
  }
}

function viewOf({ emulation, options }: Served, hit: FaultHit | null) {
  const isStale = hit?.fault.kind === 'stale-snapshot';
  const lagMs = isStale ? (hit.fault.value ?? USUAL_AGE_MS) : options.snapshotLagMs;
  return {
    market: emulation.market,
    nowMs: Math.floor(shownMs(emulation)),
    weightLimit: options.weightLimit,
    fields: emulation.fields,
    depth: (symbol: PublishedSymbol, limit: number): VenueBook =>
      lagMs === 0 ? emulation.source.book(symbol.info.symbol, limit) : laggingBook(symbol, { lagMs, limit }),
  };
}

/** Books that lag must be followed from the beginning: for the lag of all snapshots, and for those of the script. */
export function followLags(emulation: Emulation, options: RestOptions): void {
  const lags = new Set(options.snapshotLagMs === 0 ? [] : [options.snapshotLagMs]);
  for (const { fault } of emulation.faults.faults) {
    if (fault.kind === 'stale-snapshot') lags.add(fault.value ?? USUAL_AGE_MS);
  }
  for (const symbol of emulation.market.values()) {
    for (const lagMs of lags) {
      const isKnown = symbol.delayed.some(({ delayMs }) => delayMs === lagMs);
      if (!isKnown) symbol.delayed.push(initDelayed(publishedBook(symbol), lagMs));
    }
  }
}

function laggingBook(symbol: PublishedSymbol, { lagMs, limit }: { lagMs: number; limit: number }): VenueBook {
  let delayed = symbol.delayed.find(({ delayMs }) => delayMs === lagMs);
  if (delayed === undefined) {
    delayed = initDelayed(publishedBook(symbol), lagMs);
    symbol.delayed.push(delayed);
  }
  return bookOf(settleDelayed(delayed, Date.now()), limit);
}
