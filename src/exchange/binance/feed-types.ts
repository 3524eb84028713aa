// What a market feed gives, shows and is limited by.

import type { ReceiveClock } from '../../platform/receive-clock.js';
import { type BackoffConfig } from './backoff.js';
import type { Route, VenueEnvironment } from './environments.js';
import type { ProxyChoice } from './proxy-choice.js';
import { DEFAULT_SOCKET_LIMITS, type SocketLimits } from './socket.js';
import { DEFAULT_SILENCE, type SilenceLimits } from './watchdog.js';

export interface FeedTrouble {
  readonly control: 'disconnect' | 'silence' | 'rest_failure';
  /** In capitals; null when it concerns all symbols of the capture. */
  readonly symbols: readonly string[] | null;
  readonly reason: string;
  readonly route: Route;
}

export interface FeedRollover {
  readonly route: Route;
  readonly streams: number;
  /** Streams handed over without a doubt; the others count as resyncs. */
  readonly handedOver: number;
  readonly resyncs: number;
}

/** Where the feed delivers. Called synchronously; receive times rise strictly over all calls. */
export interface MarketSink {
  /** One combined-stream message `{"stream":"…","data":…}`, verbatim, each once. Its memory is not reused. */
  message(bytes: Buffer, recvUs: number): void;
  /** A frame that is no JSON object of the protocol. */
  malformed(bytes: Buffer, recvUs: number): void;
  trouble(trouble: FeedTrouble): void;
  rollover(rollover: FeedRollover): void;
  /** Some connection's state has changed; not called per message. */
  change(states: readonly ConnectionState[]): void;
}

export interface ConnectionFault {
  /** Stable code of the VenueError. */
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly httpStatus: number | null;
  readonly atUs: number;
}

export interface ConnectionState {
  /** `public-0`: stable for the life of the feed. */
  readonly name: string;
  readonly route: Route;
  /** Host and port of the URL. */
  readonly host: string;
  readonly phase: 'connecting' | 'open' | 'backoff' | 'closing';
  /** Since when it has been in this phase. */
  readonly sinceUs: number;
  readonly streams: number;
  /** Streams whose subscription the exchange has confirmed. */
  readonly acknowledged: number;
  /** Age of the socket that delivers now; null when there is none. */
  readonly ageMs: number | null;
  readonly lastMessageUs: number | null;
  /** When it will be replaced by a fresh one; null when there is none to replace. */
  readonly nextRollOverUs: number | null;
  readonly isRollingOver: boolean;
  /** Attempts since the last connection that held. */
  readonly attempts: number;
  readonly lastError: ConnectionFault | null;
  /** Streams that ought to have spoken and did not. */
  readonly silent: readonly string[];
  /** Streams that the exchange refused, with its words. */
  readonly refused: readonly string[];
}

/** Sums over all connections since the feed was opened. */
export interface FeedCounters {
  messages: number;
  bytes: number;
  malformed: number;
  /** Messages of streams that nobody subscribed; delivered all the same. */
  unknownStreams: number;
  connects: number;
  /** Unplanned losses of an open connection. */
  disconnects: number;
  /** Attempts that led to no open connection. */
  failedAttempts: number;
  silences: number;
  /** Streams subscribed again after silence. */
  resubscribed: number;
  /** Subscriptions that the exchange refused, by stream. */
  refused: number;
  rollovers: number;
  rolloverResyncs: number;
  /** Second arrivals in roll-overs, not stored. */
  duplicates: number;
}

export const createFeedCounters = (): FeedCounters => ({
  messages: 0,
  bytes: 0,
  malformed: 0,
  unknownStreams: 0,
  connects: 0,
  disconnects: 0,
  failedAttempts: 0,
  silences: 0,
  resubscribed: 0,
  refused: 0,
  rollovers: 0,
  rolloverResyncs: 0,
  duplicates: 0,
});

export interface RolloverLimits {
  /** Age at which a socket is replaced: the exchange closes at 24 h. */
  readonly afterMs: number;
  /** Each connection is replaced so much earlier than the one before it, up to 16 of them. */
  readonly staggerMs: number;
  /** How long the old socket is watched alone before the new one opens, to learn where its streams stand. */
  readonly leadMs: number;
  /** Both must have been open for so long before a stream on which nothing happens counts as handed over. */
  readonly quietMs: number;
  /** How long a message may wait for one before it that the other socket may still bring. */
  readonly holdMs: number;
  /** When the hand-over is not complete by then, the new socket is kept and the rest counted. */
  readonly handOverMs: number;
  /** How long repeats are looked for after the old socket has closed, at most. */
  readonly settleMs: number;
  /** Wait after a roll-over that failed. */
  readonly retryMs: number;
}

export interface FeedLimits {
  readonly streamsPerConnection: number;
  /** Stream names in one SUBSCRIBE. */
  readonly streamsPerRequest: number;
  /** Requests a second; with pings and pongs the exchange allows 10. */
  readonly requestsPerSecond: number;
  /** A SUBSCRIBE without an answer for so long: the connection is of no use. */
  readonly replyMs: number;
  readonly backoff: BackoffConfig;
  /** Least wait after the exchange refused the connection itself (403, 418, 429, 451). */
  readonly refusedMs: number;
  /** A connection that held for so long begins counting attempts anew. */
  readonly stableMs: number;
  readonly socket: SocketLimits;
  readonly silence: SilenceLimits;
  readonly rollover: RolloverLimits;
  /** How often silence and roll-overs are looked at. */
  readonly tickMs: number;
}

export const DEFAULT_FEED_LIMITS: FeedLimits = {
  streamsPerConnection: 1024,
  streamsPerRequest: 200,
  requestsPerSecond: 5,
  replyMs: 10_000,
  backoff: { baseMs: 1_000, capMs: 60_000, floorMs: 100 },
  refusedMs: 30_000,
  stableMs: 30_000,
  socket: DEFAULT_SOCKET_LIMITS,
  silence: DEFAULT_SILENCE,
  rollover: {
    afterMs: 84_600_000,
    staggerMs: 60_000,
    leadMs: 3_000,
    quietMs: 5_000,
    holdMs: 10_000,
    handOverMs: 30_000,
    settleMs: 30_000,
    retryMs: 120_000,
  },
  tickMs: 250,
};

export interface FeedOptions {
  readonly environment: VenueEnvironment;
  /** Lower-case stream names: `btcusdt@depth@100ms`. */
  readonly streams: readonly string[];
  readonly proxy: ProxyChoice | null;
  readonly clock: ReceiveClock;
  readonly sink: MarketSink;
  readonly limits: FeedLimits;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly userAgent?: string;
}

export interface MarketFeed {
  readonly states: () => readonly ConnectionState[];
  readonly counters: () => FeedCounters;
  /** Stops reading all sockets, for back-pressure; nothing is dropped. */
  pause(): void;
  resume(): void;
  /** Replaces every socket by a fresh one now. Resolves when that is done or has been given up. */
  rollOver(): Promise<void>;
  close(): Promise<void>;
}
