// The exchange's REST interface for market data: GET within the weight budget, repeated where that can help.

import { VenueError } from '../../platform/errors.js';
import type { ReceiveClock } from '../../platform/receive-clock.js';
import { sleep } from '../../platform/sleep.js';
import { type BackoffConfig, backoffMs } from './backoff.js';
import type { VenueEnvironment } from './environments.js';
import type { ProxyChoice } from './proxy-choice.js';
import { createAgent } from './rest-agents.js';
import { type RawAnswer, type RestAnswer, sendOnce } from './rest-request.js';
import { RestTurns, closedError } from './rest-turns.js';
import { explainRefusal } from './venue-failure.js';
import {
  type BudgetConfig,
  type BudgetState,
  DEFAULT_BUDGET,
  type WeightPurpose,
  allowedAt,
  initBudget,
  noteAnswer,
  pauseAt,
  steadyNow,
} from './weight-budget.js';

export type { RestAnswer } from './rest-request.js';

export interface RestLimits {
  /** From sending to the last byte of the body. */
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  /** How often a request is sent at most when 5xx, timeouts and broken connections come back. */
  readonly attempts: number;
  readonly backoff: BackoffConfig;
  readonly concurrent: number;
  /** A pause or ban that lasts longer than this is an error at once; a shorter one is waited for. */
  readonly maxPauseMs: number;
  readonly budget: BudgetConfig;
}

export const DEFAULT_REST_LIMITS: RestLimits = {
  timeoutMs: 10_000,
  maxBodyBytes: 32 * 1024 * 1024,
  attempts: 4,
  backoff: { baseMs: 500, capMs: 8_000, floorMs: 100 },
  concurrent: 4,
  maxPauseMs: 300_000,
  budget: DEFAULT_BUDGET,
};

export interface RestGetOptions {
  /** Request weight by the exchange's table. */
  readonly weight: number;
  readonly signal: AbortSignal;
  /** Default urgent: may use the whole budget. Snapshots are bulk and leave the reserve alone. */
  readonly purpose?: WeightPurpose;
}

export interface RestState {
  readonly weightUsed: number;
  readonly weightPerMinute: number;
  /** Until when requests rest, and why; null when they may be sent. */
  readonly pausedUntilUs: number | null;
  readonly reason: 'rate_limit' | 'ban' | 'budget' | null;
  readonly waiting: number;
  readonly running: number;
  readonly requests: number;
  readonly retries: number;
  readonly failures: number;
  readonly status429: number;
  readonly status418: number;
  /** The last failure in one line; null before the first. */
  readonly lastError: string | null;
}

export interface RestClient {
  /**
   * The answer to a GET, once its status is 2xx. Waits for its turn; repeats 5xx, timeouts and broken connections itself.
   * Throws VenueError (retryable, retryAfterMs, httpStatus) for everything else, and the signal's reason.
   */
  get(path: string, query: Readonly<Record<string, string | number>>, options: RestGetOptions): Promise<RestAnswer>;
  /** Takes over the weight a minute that exchangeInfo states. */
  limitWeight(perMinute: number): void;
  readonly state: () => RestState;
  close(): void;
}

export interface RestOptions {
  readonly environment: VenueEnvironment;
  readonly proxy: ProxyChoice | null;
  readonly clock: ReceiveClock;
  readonly random: () => number;
  readonly userAgent?: string;
  readonly limits?: RestLimits;
  /** Called when the state has changed in a way worth showing. */
  readonly onChange?: () => void;
}

interface Ledger {
  retries: number;
  failures: number;
  lastError: string | null;
}

interface Sender {
  readonly options: RestOptions;
  readonly limits: RestLimits;
  readonly budget: BudgetState;
  readonly turns: RestTurns;
  readonly ledger: Ledger;
  /** One attempt on the wire. */
  readonly send: (url: string, signal: AbortSignal) => Promise<RawAnswer>;
}

export function createRestClient(options: RestOptions): RestClient {
  const { environment, clock, proxy, limits = DEFAULT_REST_LIMITS, userAgent = 'v13' } = options;
  const budget = initBudget(limits.budget);
  const agent = createAgent(environment.restBase, proxy);
  const ledger: Ledger = { retries: 0, failures: 0, lastError: null };
  const host = new URL(environment.restBase).host;
  const changed = options.onChange ?? (() => undefined);
  const { concurrent, maxPauseMs, timeoutMs, maxBodyBytes } = limits;
  const turns = new RestTurns({ budget, clock, concurrent, maxPauseMs, host, changed });
  const ending = new AbortController();
  const plan = { agent, clock, proxy: proxy?.shown ?? null, timeoutMs, maxBodyBytes, userAgent };
  const sender: Sender = {
    options,
    limits,
    budget,
    turns,
    ledger,
    send: (url, signal) => sendOnce({ ...plan, url }, signal),
  };
  return {
    get: (path, query, request) =>
      withEither([request.signal, ending.signal], (signal) =>
        getWithRepeats(sender, urlOf(environment, path, query), { ...request, signal }),
      ),
    limitWeight(perMinute) {
      budget.weightPerMinute = perMinute;
    },
    state: () => stateOf(sender),
    close() {
      turns.close();
      ending.abort(closedError());
      agent.destroy();
    },
  };
}

/** Runs under a signal that either of two aborts. AbortSignal.any would keep every one it made for a client's whole life. */
async function withEither<T>(signals: readonly AbortSignal[], run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const listeners = signals.map((signal) => {
    const abort = (): void => controller.abort(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    return () => signal.removeEventListener('abort', abort);
  });
  try {
    return await run(controller.signal);
  } finally {
    for (const remove of listeners) remove();
  }
}

function urlOf({ restBase }: VenueEnvironment, path: string, query: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? `${restBase}${path}` : `${restBase}${path}?${pairs.join('&')}`;
}

async function getWithRepeats(sender: Sender, url: string, request: RestGetOptions): Promise<RestAnswer> {
  const { limits, ledger, options } = sender;
  for (let attempt = 0; ; attempt++) {
    try {
      return await getOnce(sender, url, request);
    } catch (error) {
      request.signal.throwIfAborted();
      if (!(error instanceof VenueError)) throw error;
      ledger.lastError = error.message;
      if (attempt + 1 >= limits.attempts || !isWorthRepeating(error)) {
        ledger.failures++;
        options.onChange?.();
        throw error;
      }
      ledger.retries++;
      await sleep(backoffMs(limits.backoff, attempt, options.random()), request.signal);
    }
  }
}

/** 5xx, 408, timeouts and broken connections. Not 429 and 418: whoever asked must know that REST has stopped. */
const isWorthRepeating = (error: VenueError): boolean =>
  error.retryable && error.httpStatus !== 429 && error.httpStatus !== 418;

/** How much of a refusal's body is read for its reason. */
const REASON_BYTES = 2_000;

async function getOnce(sender: Sender, url: string, request: RestGetOptions): Promise<RestAnswer> {
  const { turns, budget, options } = sender;
  const { weight, signal, purpose = 'urgent' } = request;
  await turns.enter({ weight, purpose }, signal);
  const sentUs = steadyNow(budget, options.clock);
  try {
    const { answer, byProxy } = await sender.send(url, signal);
    const isGood = answer.status >= 200 && answer.status < 300;
    const text = isGood ? '' : answer.body.toString('utf8', 0, REASON_BYTES);
    const { status, headers } = answer;
    noteAnswer(
      budget,
      { weight, sentUs, status: byProxy ? null : status, headers, text },
      steadyNow(budget, options.clock),
    );
    if (isGood) return answer;
    throw refusalError(sender, { answer, byProxy, text });
  } catch (error) {
    const wasNoted = error instanceof VenueError && error.httpStatus !== null;
    if (!wasNoted)
      noteAnswer(budget, { weight, sentUs, status: null, headers: {}, text: '' }, steadyNow(budget, options.clock));
    throw error;
  } finally {
    turns.leave();
  }
}

function refusalError(sender: Sender, { answer, byProxy, text }: RawAnswer & { readonly text: string }): VenueError {
  const { options, budget } = sender;
  const nowUs = steadyNow(budget, options.clock);
  const pause = answer.status === 429 || answer.status === 418 ? pauseAt(budget, nowUs) : null;
  const retryAfterMs = pause === null ? null : Math.ceil((pause.untilUs - nowUs) / 1000);
  const proxy = options.proxy?.shown ?? null;
  const host = new URL(options.environment.restBase).host;
  const failure = explainRefusal({ status: answer.status, host, text, proxy, byProxy, retryAfterMs });
  return new VenueError(failure.message, failure);
}

function stateOf({ budget, turns, ledger, options }: Sender): RestState {
  const nowUs = steadyNow(budget, options.clock);
  const pause = pauseAt(budget, nowUs);
  const atUs = turns.waiting === 0 ? nowUs : allowedAt(budget, { weight: 1, purpose: 'bulk' }, nowUs);
  const waitsForWeight = pause === null && atUs > nowUs;
  const untilUs = pause?.untilUs ?? (waitsForWeight ? atUs : null);
  const word = pause?.status === 418 ? 'ban' : 'rate_limit';
  return {
    weightUsed: budget.used,
    weightPerMinute: budget.weightPerMinute,
    pausedUntilUs: untilUs === null ? null : untilUs + budget.epochUs,
    reason: pause === null ? (waitsForWeight ? 'budget' : null) : word,
    waiting: turns.waiting,
    running: turns.running,
    requests: budget.counters.requests,
    retries: ledger.retries,
    failures: ledger.failures,
    status429: budget.counters.status429,
    status418: budget.counters.status418,
    lastError: ledger.lastError,
  };
}
