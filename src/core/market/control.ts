// Control records of a recording: what happened around the stream and does not follow from its frames.

import { type Environment, type Venue, environmentOf, venueOf } from './instrument.js';

export interface SymbolFilters {
  readonly symbol: string;
  /** Decimal texts as the exchange's filters state them. */
  readonly tick: string;
  readonly step: string;
}

export interface SessionHeader {
  readonly control: 'session';
  readonly version: number;
  readonly session: string;
  readonly venue: Venue;
  readonly env: Environment;
  readonly host: string;
  readonly symbols: readonly SymbolFilters[];
  readonly streams: readonly string[];
  /** Number of the segment that this header opens, from 0; null where the recorder did not number them. */
  readonly segment: number | null;
}

/** Breaks that frames do not show: they drive the chain. `symbols` null means all. */
export interface TroubleRecord {
  readonly control: 'disconnect' | 'silence' | 'clock_step' | 'rest_failure';
  readonly symbols: readonly string[] | null;
}

/** Derived book at a segment's start: a synced book ignores it. */
export interface CheckpointRecord {
  readonly control: 'checkpoint';
  readonly symbol: string;
  readonly lastId: number;
  readonly bids: readonly (readonly [string, string])[];
  readonly asks: readonly (readonly [string, string])[];
  readonly tradeId: number | null;
}

/** Recorded copies of what follows from frames: compared with what the replay finds, never obeyed. */
export interface RecordedCopy {
  readonly control: 'gap' | 'resync';
  readonly symbol: string;
}

/** Notes about the recording itself: a hash at a segment's end, a planned change of sockets. The chain passes them over. */
export interface RecorderNote {
  readonly control: 'seal' | 'rollover';
}

export type Control = SessionHeader | TroubleRecord | CheckpointRecord | RecordedCopy | RecorderNote;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

function readSession(value: Readonly<Record<string, unknown>>): SessionHeader | null {
  const { version, session, venue, env, host, symbols, streams, segment } = value;
  if (typeof version !== 'number' || !isText(session) || !isText(venue) || !isText(env)) return null;
  const [knownVenue, knownEnv] = [venueOf(venue), environmentOf(env)];
  if (knownVenue === null || knownEnv === null || !Array.isArray(symbols)) return null;
  const filters: SymbolFilters[] = [];
  for (const entry of symbols as unknown[]) {
    if (!isRecord(entry)) return null;
    const { symbol, tick, step } = entry;
    if (!isText(symbol) || !isText(tick) || !isText(step)) return null;
    filters.push({ symbol, tick, step });
  }
  return {
    control: 'session',
    version,
    session,
    venue: knownVenue,
    env: knownEnv,
    host: isText(host) ? host : '',
    symbols: filters,
    streams: Array.isArray(streams) ? streams.filter(isText) : [],
    segment: Number.isSafeInteger(segment) ? (segment as number) : null,
  };
}

const isLevels = (value: unknown): value is [string, string][] =>
  Array.isArray(value) && value.every((level) => Array.isArray(level) && isText(level[0]) && isText(level[1]));

function readCheckpoint(value: Readonly<Record<string, unknown>>): CheckpointRecord | null {
  const { symbol, last_id: lastId, bids, asks, trade_id: tradeId } = value;
  if (!isText(symbol) || !Number.isSafeInteger(lastId) || !isLevels(bids) || !isLevels(asks)) return null;
  return {
    control: 'checkpoint',
    symbol,
    lastId: lastId as number,
    bids,
    asks,
    tradeId: Number.isSafeInteger(tradeId) ? (tradeId as number) : null,
  };
}

/** A parsed control line as a record; null for kinds and shapes that this version does not know. */
export function readControl(value: Readonly<Record<string, unknown>>): Control | null {
  const { control, symbol, symbols } = value;
  switch (control) {
    case 'session':
      return readSession(value);
    case 'checkpoint':
      return readCheckpoint(value);
    case 'gap':
    case 'resync':
      return isText(symbol) ? { control, symbol } : null;
    case 'seal':
    case 'rollover':
      return { control };
    case 'disconnect':
    case 'silence':
    case 'clock_step':
    case 'rest_failure':
      if (symbols === null || symbols === undefined) return { control, symbols: null };
      return Array.isArray(symbols) && symbols.every(isText) ? { control, symbols } : null;
    default:
      return null;
  }
}
