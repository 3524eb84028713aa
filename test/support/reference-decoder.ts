// What a frame means, worked out the slow way: JSON.parse, and decimal texts as BigInt fractions. Shares no code with
// the scanner, the templates or the plain path; it is what all three are held against.

import type { Instrument, Venue } from '../../src/core/market/instrument.js';
import type { PlainRow } from './event-rows.js';
import { type ReferenceSequence, createReferenceSequence, sequenceRows, snapshotRows } from './reference-sequence.js';

/** `too_large` stands for any refusal: the number does not fit. */
export type Refusal = 'malformed_json' | 'malformed_message' | 'finer_than_unit' | 'too_large';
export type Outcome =
  | { readonly rows: readonly string[] }
  | { readonly refused: Refusal }
  /** A message of a symbol whose units nobody stated: they would be taken from it, which is judged elsewhere. */
  | 'unit_inferred';

export interface Reference {
  readonly venue: Venue;
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly sequences: Map<string, ReferenceSequence>;
}

export const createReference = (instruments: readonly Instrument[]): Reference => ({
  venue: instruments[0]!.venue,
  instruments: new Map(instruments.map((instrument) => [instrument.symbol, instrument])),
  sequences: new Map(),
});

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export class Refused extends Error {
  constructor(readonly problem: Refusal) {
    super(problem);
  }
}

export const refuse = (problem: Refusal): never => {
  throw new Refused(problem);
};

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/** A plain decimal as a fraction of integers; null where the text is none. */
function fraction(text: unknown): { over: bigint; under: bigint } | null {
  if (typeof text !== 'string' || !/^[0-9]+(\.[0-9]+)?$/.test(text)) return null;
  const [whole, part] = text.split('.') as [string, string | undefined];
  return { over: BigInt(whole + (part ?? '')), under: 10n ** BigInt(part?.length ?? 0) };
}

type Unit = Instrument['tick'];

export function referenceUnits(text: unknown, unit: Unit): number | Refusal {
  const value = fraction(text);
  if (value === null) return 'malformed_message';
  const over = value.over * 10n ** BigInt(unit.decimals);
  const under = value.under * BigInt(unit.mantissa);
  if (over % under !== 0n) return over / under > MOST ? 'too_large' : 'finer_than_unit';
  return over / under > MOST ? 'too_large' : Number(over / under);
}

function units(text: unknown, unit: Unit): number {
  const count = referenceUnits(text, unit);
  return typeof count === 'string' ? refuse(count) : count;
}

/** 1e-8 units, half away from zero; null where the text is no decimal. */
function e8(text: unknown, mayBeNegative: boolean): number | null {
  const negative = mayBeNegative && typeof text === 'string' && text.startsWith('-');
  const value = fraction(negative ? text.slice(1) : text);
  if (value === null) return null;
  // Zeros at the end say nothing: a number that fits without them is a number.
  while (value.over > MOST && value.under > 1n && value.over % 10n === 0n) {
    value.over /= 10n;
    value.under /= 10n;
  }
  if (value.over > MOST) return null;
  const rounded = (value.over * 200_000_000n + value.under) / (value.under * 2n);
  if (rounded > MOST) return null;
  return negative ? 0 - Number(rounded) : Number(rounded);
}

const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const id = (value: unknown): number => (isId(value) ? value : refuse('malformed_message'));
const microseconds = (value: unknown): number | null => (isId(value) ? value * 1000 : null);

/** [[ticks, lots], …] of one side; throws Refused. */
export function side(value: unknown, instrument: Instrument): [number, number][] {
  if (!Array.isArray(value)) return refuse('malformed_message');
  return (value as unknown[]).map((level) => {
    if (!Array.isArray(level)) return refuse('malformed_message');
    // Both texts are judged as decimals first and only then against the units, price before quantity.
    const price = units(level[0], instrument.tick);
    return [price, units(level[1], instrument.step)];
  });
}

const KINDS: Readonly<Record<string, string>> = {
  depthUpdate: 'delta',
  aggTrade: 'aggTrade',
  trade: 'trade',
  bookTicker: 'ticker',
  markPriceUpdate: 'mark',
};

function kindOfStream(suffix: string): string | null {
  if (/^depth(@[0-9]+ms)?$/.test(suffix)) return 'delta';
  if (/^markPrice(@1s)?$/.test(suffix)) return 'mark';
  if (suffix === 'aggTrade' || suffix === 'trade') return suffix;
  return suffix === 'bookTicker' ? 'ticker' : null;
}

function amount(value: unknown, unit: Unit): number {
  return typeof value === 'string' ? units(value, unit) : refuse('malformed_message');
}

/** A quantity that only some messages have counts as not sent where it is no readable decimal. */
function isSmall(value: unknown): boolean {
  // Zeros at the end say nothing.
  const text = typeof value === 'string' && value.includes('.') ? value.replace(/\.?0+$/, '') : value;
  const read = fraction(value) === null ? null : fraction(text);
  return read !== null && read.over <= MOST && read.under <= 10n ** 15n;
}

/** A trade's row without symbol and times; throws Refused. */
export function tradeBody(kind: string, data: Json, instrument: Instrument): PlainRow {
  const ids = kind === 'trade' ? [data['t']] : [data['a'], data['f'], data['l']];
  if (!isId(ids[0]) || fraction(data['p']) === null || fraction(data['q']) === null) refuse('malformed_message');
  if (typeof data['m'] !== 'boolean') refuse('malformed_message');
  return {
    kind,
    ids: ids.map((value) => (isId(value) ? value : 0)),
    price: amount(data['p'], instrument.tick),
    qty: amount(data['q'], instrument.step),
    nq: isSmall(data['nq']) ? amount(data['nq'], instrument.step) : null,
    sell: data['m'],
  };
}

function tickerBody(data: Json, instrument: Instrument): PlainRow {
  const u = id(data['u']);
  if (['b', 'B', 'a', 'A'].some((key) => fraction(data[key]) === null)) refuse('malformed_message');
  const bid = [amount(data['b'], instrument.tick), amount(data['B'], instrument.step)];
  return { kind: 'ticker', u, bid, ask: [amount(data['a'], instrument.tick), amount(data['A'], instrument.step)] };
}

function bodyOf(kind: string, data: Json, instrument: Instrument): PlainRow {
  // Price levels where none belong are still judged: a message is taken whole or not at all.
  const bids = Array.isArray(data['b']) ? side(data['b'], instrument) : null;
  const asks = Array.isArray(data['a']) ? side(data['a'], instrument) : null;
  switch (kind) {
    case 'delta': {
      const ids = [id(data['U']), id(data['u']), isId(data['pu']) ? data['pu'] : null];
      const span = (ids[1] ?? 0) - (ids[0] ?? 0);
      if (bids === null || asks === null || span < 0 || span > 100_000_000) return refuse('malformed_message');
      return { kind, ids, bids, asks, buffered: false };
    }
    case 'ticker':
      return tickerBody(data, instrument);
    case 'mark':
      return {
        kind,
        mark: e8(data['p'], false) ?? refuse('malformed_message'),
        index: e8(data['i'], false),
        rate: e8(data['r'], true),
      };
    default:
      return tradeBody(kind, data, instrument);
  }
}

function message(reference: Reference, value: Json, recvUs: number): readonly string[] | null {
  const enveloped = typeof value['stream'] === 'string';
  const data = enveloped ? value['data'] : value;
  if (!isObject(data)) return refuse('malformed_message');
  const bare = typeof data['s'] === 'string' ? `${data['s'].toLowerCase()}@${String(data['e'])}` : null;
  const name = enveloped ? (value['stream'] as string) : bare;
  if (name === null) return refuse('malformed_message');
  const at = name.indexOf('@');
  const symbol = at <= 0 || name.startsWith('!') ? null : name.slice(0, at).toUpperCase();
  const suffix = name.slice(at + 1);
  const instrument = symbol === null ? undefined : reference.instruments.get(symbol);
  const kind = enveloped ? kindOfStream(suffix) : (KINDS[suffix] ?? null);
  if (symbol === null || kind === null) {
    const tick = { kind: 'tick', of: 0, symbol, at: recvUs };
    return instrument === undefined ? [] : [JSON.stringify(tick)];
  }
  if (instrument === undefined) return 's' in data && data['s'] !== symbol ? refuse('malformed_message') : null;
  if ('e' in data && KINDS[String(data['e'])] !== kind) refuse('malformed_message');
  if ('e' in data && typeof data['e'] !== 'string') refuse('malformed_message');
  if ('s' in data && data['s'] !== symbol) refuse('malformed_message');
  const body = bodyOf(kind, data, instrument);
  const isMarket = !('X' in data) || data['X'] === 'MARKET';
  const times = { E: microseconds(data['E']), T: kind === 'mark' ? null : microseconds(data['T']) };
  const sequence = sequenceFor(reference, symbol);
  return sequenceRows(sequence, { body, isMarket, symbol, at: recvUs, times }) ?? refuse('malformed_message');
}

export function sequenceFor(reference: Reference, symbol: string): ReferenceSequence {
  let sequence = reference.sequences.get(symbol);
  sequence ??= createReferenceSequence(reference.venue);
  reference.sequences.set(symbol, sequence);
  return sequence;
}

/** What the bytes of a stream frame mean. */
export function decodeFrame(reference: Reference, bytes: Uint8Array, recvUs: number): Outcome {
  const text = new TextDecoder().decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith('"') ? `{${text}` : text);
  } catch {
    return { refused: 'malformed_json' };
  }
  try {
    if (!isObject(value)) return refuse('malformed_message');
    const rows = message(reference, value, recvUs);
    return rows === null ? 'unit_inferred' : { rows };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.problem };
    throw error;
  }
}

/** What a REST snapshot of a known symbol means. */
export function decodeSnapshot(reference: Reference, at: { symbol: string; recvUs: number }, text: string): string[] {
  const body = JSON.parse(text) as Json;
  const instrument = reference.instruments.get(at.symbol)!;
  const sides = { bids: side(body['bids'], instrument), asks: side(body['asks'], instrument) };
  const lastId = body['lastUpdateId'] as number;
  return snapshotRows(sequenceFor(reference, at.symbol), { lastId, ...sides }, { symbol: at.symbol, at: at.recvUs });
}
