// Silence: which streams of a connection ought to have spoken by now. Being acknowledged proves nothing: the exchange
// acknowledges a stream on the wrong route too, and then sends nothing.

import { kindOfStream } from './message-ids.js';
import { STREAM } from './streams.js';

/** Longest silence by kind, ms; null: such a stream may be silent for ever. */
export interface SilenceLimits {
  readonly depthMs: number | null;
  readonly bookTickerMs: number | null;
  readonly tradeMs: number | null;
  readonly markPriceMs: number | null;
}

export const DEFAULT_SILENCE: SilenceLimits = {
  depthMs: 10_000,
  bookTickerMs: 30_000,
  // Thin symbols trade rarely: quiet is not a gap.
  tradeMs: 300_000,
  markPriceMs: 10_000,
};

export type SilenceKind =
  | 'acknowledged_but_silent' // the subscription was confirmed, and nothing ever came
  | 'went_silent'; // messages came and stopped

export interface Silence {
  /** Index of the stream. */
  readonly index: number;
  readonly stream: string;
  readonly kind: SilenceKind;
  /** Since when: its acknowledgement, or its last message. */
  readonly sinceUs: number;
}

/** Plain data; one entry a stream. Times are kept beside a flag, so that marking one allocates nothing. */
export interface WatchdogState {
  readonly names: readonly string[];
  /** Infinity: never expected. */
  readonly limitUs: Float64Array;
  readonly lastUs: Float64Array;
  readonly heard: Uint8Array;
  readonly ackedUs: Float64Array;
  readonly acked: Uint8Array;
  /** How often in a row the stream was found silent: each time it is given twice as long. */
  readonly strikes: Uint8Array;
  readonly silent: Uint8Array;
}

/** A stream that stays silent is asked for ever more rarely, but never more rarely than at this multiple of its limit. */
const MAX_STRIKES = 5;

export function silenceLimitMs(stream: string, limits: SilenceLimits): number | null {
  switch (kindOfStream(stream)) {
    case STREAM.depth:
      return limits.depthMs;
    case STREAM.bookTicker:
      return limits.bookTickerMs;
    case STREAM.aggTrade:
    case STREAM.trade:
      return limits.tradeMs;
    case STREAM.markPrice:
      return limits.markPriceMs;
    default:
      return null;
  }
}

export function initWatchdog(names: readonly string[], limits: SilenceLimits): WatchdogState {
  const count = names.length;
  const limitUs = Float64Array.from(names, (name) => {
    const limitMs = silenceLimitMs(name, limits);
    return limitMs === null ? Infinity : limitMs * 1000;
  });
  return {
    names,
    limitUs,
    lastUs: new Float64Array(count),
    heard: new Uint8Array(count),
    ackedUs: new Float64Array(count),
    acked: new Uint8Array(count),
    strikes: new Uint8Array(count),
    silent: new Uint8Array(count),
  };
}

/** A message of stream `index` arrived. */
export function markHeard(state: WatchdogState, index: number, nowUs: number): void {
  state.lastUs[index] = nowUs;
  if (state.silent[index] === 0 && state.heard[index] === 1) return;
  state.heard[index] = 1;
  state.silent[index] = 0;
  state.strikes[index] = 0;
}

/** The exchange confirmed the subscription of stream `index`. */
export function markAcked(state: WatchdogState, index: number, nowUs: number): void {
  state.acked[index] = 1;
  state.ackedUs[index] = nowUs;
}

/** A new socket: nothing is confirmed or heard yet. What was found silent before keeps its longer patience. */
export function rearmAll(state: WatchdogState): void {
  state.acked.fill(0);
  state.heard.fill(0);
}

/** The same for one stream that is subscribed again. */
export function rearm(state: WatchdogState, index: number): void {
  state.acked[index] = 0;
  state.heard[index] = 0;
}

/** Time during which we ourselves did not listen (a pause, a stall) is nobody's silence. */
export function forgive(state: WatchdogState, nowUs: number): void {
  for (let i = 0; i < state.names.length; i++) {
    if (state.heard[i] === 1) state.lastUs[i] = nowUs;
    if (state.acked[i] === 1) state.ackedUs[i] = nowUs;
  }
}

/** Streams that have now been silent for longer than they may; each is named once until it is confirmed or heard again. */
export function findSilent(state: WatchdogState, nowUs: number): Silence[] {
  const found: Silence[] = [];
  for (let index = 0; index < state.names.length; index++) {
    const wasHeard = state.heard[index] === 1;
    if (!wasHeard && state.acked[index] === 0) continue;
    const sinceUs = (wasHeard ? state.lastUs[index] : state.ackedUs[index]) as number;
    const strikes = state.strikes[index] as number;
    if (nowUs - sinceUs <= (state.limitUs[index] as number) * (1 << strikes)) continue;
    state.silent[index] = 1;
    state.strikes[index] = Math.min(MAX_STRIKES, strikes + 1);
    rearm(state, index);
    const kind = wasHeard ? 'went_silent' : 'acknowledged_but_silent';
    found.push({ index, stream: state.names[index] ?? '', kind, sinceUs });
  }
  return found;
}

/** Streams that are silent now. */
export const silentStreams = (state: WatchdogState): readonly string[] =>
  state.names.filter((_, index) => state.silent[index] === 1);

/** True when every stream that has a limit is silent: then it is the connection, not the stream. */
export function isAllSilent(state: WatchdogState): boolean {
  let watched = 0;
  for (let i = 0; i < state.names.length; i++) {
    if (state.limitUs[i] === Infinity) continue;
    if (state.silent[i] === 0) return false;
    watched++;
  }
  return watched > 0;
}

export const describeSilence = (silence: Silence, nowUs: number): string => {
  const seconds = Math.round((nowUs - silence.sinceUs) / 1e6);
  return silence.kind === 'went_silent'
    ? `${silence.stream}: no message for ${seconds} s`
    : `${silence.stream}: acknowledged ${seconds} s ago, but no message came`;
};
