// What a frame of any kind means, worked out the slow way: the reference decoder of the tests for messages, and the rest of
// the raw format (control lines, snapshots, healed trades, lines of the original design) told again in plain words.

import { KIND } from '../../src/core/market/event-batch.js';
import { FRAME } from '../../src/core/market/frame.js';
import type { Instrument, Venue } from '../../src/core/market/instrument.js';
import type { RawFrame } from '../../test/support/frames.js';
import {
  type Outcome,
  Refused,
  type Reference,
  decodeFrame,
  refuse,
  sequenceFor,
  side,
  tradeBody,
} from '../../test/support/reference-decoder.js';
import { snapshotRows } from '../../test/support/reference-sequence.js';
import { withExactNumbers } from './exact-numbers.js';

export interface FullReference extends Reference {
  readonly instruments: Map<string, Instrument>;
  readonly sessions: Set<string>;
}

export const createFullReference = (
  instruments: readonly Instrument[],
  venue: Venue = instruments[0]?.venue ?? 'binance-usdm',
): FullReference => ({
  venue,
  instruments: new Map(instruments.map((instrument) => [instrument.symbol, instrument])),
  sequences: new Map(),
  sessions: new Set(),
});

type Json = Readonly<Record<string, unknown>>;
type Rows = readonly string[] | 'unit_inferred';
interface Place {
  readonly symbol: string;
  readonly at: number;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const microseconds = (value: unknown): number | null => (isId(value) ? value * 1000 : null);
const row = (place: Place, body: Json): string => JSON.stringify({ ...body, ...place });

function parse(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('malformed_json');
  }
  return isObject(value) ? value : refuse('malformed_message');
}

function snapshot(reference: FullReference, place: Place, body: Json): Rows {
  const instrument = reference.instruments.get(place.symbol);
  if (instrument === undefined) return 'unit_inferred';
  const lastId = body['lastUpdateId'];
  if (!isId(lastId)) return refuse('malformed_message');
  const [bids, asks] = [side(body['bids'], instrument), side(body['asks'], instrument)];
  return snapshotRows(sequenceFor(reference, place.symbol), { lastId, bids, asks }, place);
}

/** `{"tick":"0.10"}` → 0.1; null where the text is no positive decimal that fits. */
function unitOf(text: string): Instrument['tick'] | null {
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  const [whole = '', part = ''] = text.split('.');
  const decimals = part.replace(/0+$/, '');
  const mantissa = BigInt(whole + decimals);
  if (mantissa === 0n || mantissa > BigInt(Number.MAX_SAFE_INTEGER) || decimals.length > 15) return null;
  return { mantissa: Number(mantissa), decimals: decimals.length };
}

const VENUES = ['binance-usdm', 'binance-spot'] as const;
const ENVIRONMENTS = ['mainnet', 'testnet', 'emulator', 'synthetic', 'unstated'];

function session(reference: FullReference, line: Json, at: number): Rows {
  const { version, session: id, env, symbols } = line;
  const venue = VENUES.find((name) => name === line['venue']);
  if (typeof version !== 'number' || !isText(id) || venue === undefined || !ENVIRONMENTS.includes(String(env)))
    return refuse('malformed_message');
  if (!Array.isArray(symbols) || !isText(env)) return refuse('malformed_message');
  const stated = (symbols as unknown[]).map((entry) => {
    if (!isObject(entry)) return refuse('malformed_message');
    const { symbol, tick, step } = entry;
    return isText(symbol) && isText(tick) && isText(step) ? { symbol, tick, step } : refuse('malformed_message');
  });
  for (const { symbol, ...units } of stated) {
    const [tick, step] = [unitOf(units.tick), unitOf(units.step)];
    if (tick === null || step === null || reference.instruments.has(symbol)) continue;
    reference.instruments.set(symbol, { symbol, venue, tick, step, unitsFrom: 'stated' });
  }
  if (reference.sessions.has(id)) return [];
  reference.sessions.add(id);
  reference.sequences.clear();
  return [row({ symbol: '*', at }, { kind: KIND.session })];
}

function checkpoint(reference: FullReference, line: Json, at: number): Rows {
  const { symbol, last_id: lastId, bids, asks } = line;
  const areTexts = (levels: unknown): boolean =>
    Array.isArray(levels) && levels.every((level) => Array.isArray(level) && isText(level[0]) && isText(level[1]));
  if (!isText(symbol) || !Number.isSafeInteger(lastId) || !areTexts(bids) || !areTexts(asks))
    return refuse('malformed_message');
  const instrument = reference.instruments.get(symbol);
  if (instrument === undefined) return [];
  const sequence = sequenceFor(reference, symbol);
  // A book that is synced needs none, whatever stands in it.
  if (sequence.phase === 'synced') return [];
  if (!isId(lastId)) return refuse('malformed_message');
  return snapshotRows(sequence, { lastId, bids: side(bids, instrument), asks: side(asks, instrument) }, { symbol, at });
}

const TROUBLE: Readonly<Record<string, number>> = {
  disconnect: KIND.disconnect,
  silence: KIND.silence,
  clock_step: KIND.clockStep,
  rest_failure: KIND.restFailure,
};

function control(reference: FullReference, line: Json, at: number): Rows {
  const { control: name, symbols } = line;
  if (name === 'session') return session(reference, line, at);
  if (name === 'checkpoint') return checkpoint(reference, line, at);
  if (name === 'seal' || name === 'rollover') return [];
  if (name === 'gap' || name === 'resync') return isText(line['symbol']) ? [] : refuse('malformed_message');
  const kind = isText(name) && Object.hasOwn(TROUBLE, name) ? TROUBLE[name] : undefined;
  if (kind === undefined) return refuse('malformed_message');
  if (symbols === null || symbols === undefined) return [row({ symbol: '*', at }, { kind })];
  if (!Array.isArray(symbols) || !symbols.every(isText)) return refuse('malformed_message');
  return symbols.filter((symbol) => reference.instruments.has(symbol)).map((symbol) => row({ symbol, at }, { kind }));
}

/** A healed trade is a row of its own: it changes no sequence. */
function healed(reference: FullReference, data: Json, { symbol, at }: Place): Rows {
  const instrument = reference.instruments.get(symbol);
  if (instrument === undefined) return refuse('malformed_message');
  if ('e' in data && !MESSAGE_NAMES.includes(data['e'])) return refuse('malformed_message');
  if ('s' in data && data['s'] !== symbol) return refuse('malformed_message');
  for (const key of ['b', 'a']) if (Array.isArray(data[key])) side(data[key], instrument);
  const times = { E: microseconds(data['E']), T: microseconds(data['T']) };
  return [JSON.stringify({ ...tradeBody('aggTrade', data, instrument), healed: true, symbol, at, ...times })];
}

const MESSAGE_NAMES: readonly unknown[] = ['depthUpdate', 'aggTrade', 'trade', 'bookTicker', 'markPriceUpdate'];

function original(reference: FullReference, line: Json, frame: RawFrame): Outcome {
  const asTexts = (levels: unknown): unknown =>
    Array.isArray(levels)
      ? levels.map((level: unknown) => (Array.isArray(level) ? level.map((value) => String(value)) : level))
      : levels;
  const { E, T, U, u, pu, symbol, bids, asks } = line;
  const payload = {
    ...{ e: 'depthUpdate', E, U, u, b: asTexts(bids), a: asTexts(asks) },
    ...(T === undefined ? {} : { T }),
    ...(pu === undefined || pu === null ? {} : { pu }),
    s: isText(symbol) ? symbol.toUpperCase() : (frame.hint ?? ''),
  };
  return decodeFrame(reference, Buffer.from(JSON.stringify(payload)), frame.recvUs);
}

/** A stream or raw line whose stream is one of ours (snapshot, healed trade); null for those of the exchange. */
function ownStream(reference: FullReference, text: string, at: number): Rows | null {
  if (!/snap|heal|\\/.test(text)) return null;
  const value = parse(text.startsWith('"') ? `{${text}` : text);
  const named = value['stream'];
  const data = isText(named) ? value['data'] : value;
  if (!isObject(data)) return null;
  const name = isText(named) ? named : isText(data['s']) ? `${data['s'].toLowerCase()}@${String(data['e'])}` : '';
  const split = name.indexOf('@');
  if (split <= 0 || name.startsWith('!')) return null;
  const place = { symbol: name.slice(0, split).toUpperCase(), at };
  const suffix = name.slice(split + 1);
  if (suffix === 'snapshot') return snapshot(reference, place, data);
  return suffix === 'healedTrade' ? healed(reference, data, place) : null;
}

function decode(reference: FullReference, frame: RawFrame, text: string): Outcome {
  const rows = (found: Rows): Outcome => (found === 'unit_inferred' ? found : { rows: found });
  switch (frame.kind ?? FRAME.stream) {
    case FRAME.snapshot:
      return rows(snapshot(reference, { symbol: frame.hint ?? '', at: frame.recvUs }, parse(braced(text))));
    case FRAME.control:
      return rows(control(reference, parse(braced(text)), frame.recvUs));
    case FRAME.originalLine:
      return original(reference, parse(braced(text)), frame);
    case FRAME.rawLine:
      if ('malformed' in parse(braced(text))) return refuse('malformed_json');
      break;
    case FRAME.stream:
      break;
  }
  const own = ownStream(reference, text, frame.recvUs);
  if (own !== null) return rows(own);
  // One byte order mark is passed over, and only one: it has been already.
  return decodeFrame(reference, Buffer.from(text.startsWith(MARK) ? MARK + text : text), frame.recvUs);
}

const MARK = '\ufeff';

/** Frames cut out of a raw line lack their first brace. */
const braced = (text: string): string => (text.startsWith('"') ? `{${text}` : text);

/** What the frame means. */
export function decodeAny(reference: FullReference, frame: RawFrame): Outcome {
  const bytes = typeof frame.text === 'string' ? Buffer.from(frame.text) : frame.text;
  try {
    return decode(reference, frame, withExactNumbers(braced(new TextDecoder().decode(bytes))));
  } catch (error) {
    if (error instanceof Refused) return { refused: error.problem };
    throw error;
  }
}
