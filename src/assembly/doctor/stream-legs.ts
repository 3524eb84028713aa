// The stream routes: one stream each, until its first message, its first fault, or the end of patience.

import { type LegFinding, failed, passed, warned } from '../../core/quality/leg.js';
import type { VenueEnvironment } from '../../exchange/binance/environments.js';
import { DEFAULT_FEED_LIMITS, openMarketFeed } from '../../exchange/binance/feed.js';
import type { ConnectionState, MarketSink } from '../../exchange/binance/feed-types.js';
import type { ProxyChoice } from '../../exchange/binance/proxy-choice.js';
import type { Patience } from '../../platform/reach.js';
import type { ReceiveClock } from '../../platform/receive-clock.js';
import type { LegPlan } from './run-legs.js';

export interface StreamFacts {
  readonly environment: VenueEnvironment;
  readonly proxy: ProxyChoice | null;
  readonly clock: ReceiveClock;
  readonly patience: Patience;
  /** In capitals; asked when the legs begin. */
  readonly symbol: () => string;
}

/** What a stream gave first. */
export type FirstSign =
  | { readonly kind: 'message'; readonly afterMs: number; readonly bytes: number }
  | { readonly kind: 'fault'; readonly message: string; readonly hint: string | null; readonly code: string }
  | { readonly kind: 'nothing'; readonly state: ConnectionState | null };

function faultOf(state: ConnectionState | undefined): FirstSign | null {
  if (state === undefined) return null;
  const [refused] = state.refused;
  if (refused !== undefined) {
    return { kind: 'fault', message: `refused: ${refused}`, hint: 'check the symbol', code: 'V13_VENUE_REQUEST' };
  }
  return state.lastError === null ? null : { kind: 'fault', ...state.lastError };
}

/** Tells the first thing that the feed delivers or suffers. */
function signSink(fromUs: number, tell: (sign: FirstSign) => void): MarketSink {
  return {
    message: (bytes, recvUs) => tell({ kind: 'message', afterMs: (recvUs - fromUs) / 1_000, bytes: bytes.length }),
    malformed: (bytes) =>
      tell({
        kind: 'fault',
        message: `${bytes.length} bytes that are no message of the protocol`,
        hint: 'check that the address is that of a stream server, and the proxy',
        code: 'V13_VENUE_ANSWER',
      }),
    trouble: () => undefined,
    rollover: () => undefined,
    change: (states) => {
      const fault = faultOf(states[0]);
      if (fault !== null) tell(fault);
    },
  };
}

/** Opens one stream and waits. Rejects with the signal's reason only. */
async function firstSign(stream: string, facts: StreamFacts): Promise<FirstSign> {
  const { environment, proxy, clock, patience } = facts;
  const { timeoutMs, signal } = patience;
  signal.throwIfAborted();
  let tell: (sign: FirstSign) => void = () => undefined;
  const told = new Promise<FirstSign>((resolve) => {
    tell = resolve;
  });
  const sink = signSink(clock.nowUs(), (sign) => tell(sign));
  const limits = DEFAULT_FEED_LIMITS;
  const feed = openMarketFeed({
    ...{ environment, proxy, clock, sink, limits, signal },
    ...{ random: Math.random, streams: [stream] },
  });
  const giveUp = (): void => tell({ kind: 'nothing', state: feed.states()[0] ?? null });
  const timer = setTimeout(giveUp, timeoutMs);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const sign = await told;
    signal.throwIfAborted();
    return sign;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
    await feed.close();
  }
}

export function streamFinding(stream: string, sign: FirstSign, timeoutMs: number): LegFinding {
  switch (sign.kind) {
    case 'message': {
      const found = `${stream}: first message after ${Math.round(sign.afterMs)} ms`;
      return passed(found, { stream, afterMs: sign.afterMs, bytes: sign.bytes });
    }
    case 'fault':
      return failed(`${stream}: ${sign.message}`, sign.hint, { stream, code: sign.code });
    case 'nothing':
      return silent(stream, sign.state, timeoutMs);
  }
}

function silent(stream: string, state: ConnectionState | null, timeoutMs: number): LegFinding {
  const seconds = timeoutMs / 1_000;
  const isSubscribed = (state?.acknowledged ?? 0) > 0;
  const figures = { stream, phase: state?.phase ?? null, acknowledged: isSubscribed };
  if (!isSubscribed) {
    const found = `${stream}: no connection that works within ${seconds} s (${state?.phase ?? 'not begun'})`;
    return failed(found, 'check the network and --proxy; a gateway may block WebSockets', figures);
  }
  const found = `${stream}: subscribed, and no message within ${seconds} s`;
  // Trades can pause for seconds, a book of a liquid symbol cannot.
  const isTrade = stream.endsWith('@aggTrade');
  const hint = isTrade
    ? 'a quiet market? try a liquid --symbol or a longer --timeout'
    : 'try another --symbol; else the route is dead';
  return isTrade ? warned(found, hint, figures) : failed(found, hint, figures);
}

export function streamLegs(facts: StreamFacts): LegPlan[] {
  const leg = (name: string, suffix: string): LegPlan => ({
    group: 'streams',
    name,
    look: async () => {
      const stream = `${facts.symbol().toLowerCase()}@${suffix}`;
      return streamFinding(stream, await firstSign(stream, facts), facts.patience.timeoutMs);
    },
  });
  return [leg('public-depth', 'depth@100ms'), leg('market-trades', 'aggTrade')];
}
