// Frames of a recording → venue messages with the ids of the file, by JSON.parse: apart from the product's own decoder.

import { FRAME, type FrameBatch } from '../../core/market/frame.js';
import type { TextLevel, VenueMessage } from './venue-message.js';
import type { VenueBook } from './venue-source.js';

export interface RecordedSnapshot {
  readonly kind: 'snapshot';
  readonly symbol: string;
  readonly atUs: number;
  readonly book: VenueBook;
}

export interface RecordedMessage {
  readonly kind: 'message';
  /** Stream name without its symbol: "depth@100ms"; empty for bare payloads. */
  readonly suffix: string;
  readonly atUs: number;
  readonly message: VenueMessage;
}

export type Recorded = RecordedSnapshot | RecordedMessage;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown, absent = '0'): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : absent;
const whole = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

const DECIMAL = /^\d+(\.\d+)?$/;

/** Levels as texts; those that are no pair of decimals are left out. */
function levelsOf(value: unknown): TextLevel[] {
  if (!Array.isArray(value)) return [];
  const levels: TextLevel[] = [];
  for (const level of value as unknown[]) {
    if (!Array.isArray(level)) continue;
    const [price, qty] = [text(level[0], ''), text(level[1], '')];
    if (DECIMAL.test(price) && DECIMAL.test(qty)) levels.push([price, qty]);
  }
  return levels;
}

/** Frames cut out of a raw line lack their first brace. */
function parseFrame(frames: FrameBatch, k: number): Json | null {
  const source = new TextDecoder().decode(frames.bytes.subarray(frames.start[k], frames.end[k]));
  try {
    const value: unknown = JSON.parse(source.startsWith('"') ? `{${source}` : source);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** What frame `k` says; null for control lines, damage, and messages that are not replayed. */
export function readRecorded(frames: FrameBatch, k: number): Recorded | null {
  const kind = frames.kind[k];
  if (kind === FRAME.control) return null;
  const value = parseFrame(frames, k);
  if (value === null) return null;
  const atUs = frames.recvUs[k] as number;
  if (kind === FRAME.snapshot) return snapshotOf(value, frames.hints.get(k) ?? '', atUs);
  if (kind === FRAME.originalLine) return originalOf(value, atUs);
  const name = value['stream'];
  if (typeof name !== 'string') return messageOf(value, '', atUs);
  const data = value['data'];
  const at = name.indexOf('@');
  if (!isObject(data) || at <= 0) return null;
  const suffix = name.slice(at + 1);
  if (suffix === 'snapshot') return snapshotOf(data, name.slice(0, at).toUpperCase(), atUs);
  // Partial books look like deltas and are none.
  if (/^depth(5|10|20)\b/.test(suffix)) return null;
  return messageOf(data, suffix, atUs);
}

function snapshotOf(body: Json, symbol: string, atUs: number): RecordedSnapshot | null {
  const lastUpdateId = whole(body['lastUpdateId']);
  if (lastUpdateId === null || symbol === '') return null;
  const book = { lastUpdateId, bids: levelsOf(body['bids']), asks: levelsOf(body['asks']) };
  return { kind: 'snapshot', symbol, atUs, book };
}

function originalOf(line: Json, atUs: number): RecordedMessage | null {
  const symbol = text(line['symbol'] ?? line['s'], '').toUpperCase();
  const [firstId, finalId] = [whole(line['U']), whole(line['u'])];
  if (symbol === '' || firstId === null || finalId === null) return null;
  const prevId = whole(line['pu']) ?? firstId - 1;
  const bids = levelsOf(line['bids'] ?? line['b']);
  const asks = levelsOf(line['asks'] ?? line['a']);
  const ids = { firstId, finalId, prevId };
  return { kind: 'message', suffix: '', atUs, message: { kind: 'depth', symbol, atUs, ageMs: 0, ...ids, bids, asks } };
}

interface Origin {
  readonly symbol: string;
  readonly atUs: number;
  readonly ageMs: number;
}

function messageOf(data: Json, suffix: string, atUs: number): RecordedMessage | null {
  const symbol = text(isObject(data['o']) ? data['o']['s'] : data['s'], '').toUpperCase();
  if (symbol === '') return null;
  const sent = whole(data['E']);
  const matched = whole(data['T']);
  const isFunding = data['e'] === 'markPriceUpdate';
  const ageMs = sent === null || matched === null || isFunding ? 0 : sent - matched;
  const message = readMessage(data, { symbol, atUs, ageMs });
  return message === null ? null : { kind: 'message', suffix, atUs, message };
}

function readMessage(data: Json, origin: Origin): VenueMessage | null {
  switch (data['e']) {
    case 'depthUpdate':
      return readDepth(data, origin);
    case 'aggTrade':
      return readAggTrade(data, origin);
    case 'trade': {
      const id = whole(data['t']);
      if (id === null) return null;
      const what = { id, price: text(data['p']), qty: text(data['q']), origin: text(data['X'], 'MARKET') };
      return { kind: 'trade', ...origin, ...what, buyerIsMaker: data['m'] === true };
    }
    case 'markPriceUpdate': {
      const mark = text(data['p']);
      const rest = { average: text(data['ap'], mark), index: text(data['i'], mark), settle: text(data['P'], mark) };
      return { kind: 'markPrice', ...origin, mark, ...rest, rate: text(data['r']) };
    }
    case 'forceOrder':
      return isObject(data['o']) ? { kind: 'forceOrder', ...origin, order: data['o'] } : null;
    default:
      // Tickers of older recordings carry no `e`.
      return data['e'] === 'bookTicker' || 'B' in data ? readTicker(data, origin) : null;
  }
}

function readDepth(data: Json, origin: Origin): VenueMessage | null {
  const [firstId, finalId, prevId] = [whole(data['U']), whole(data['u']), whole(data['pu'])];
  if (firstId === null || finalId === null) return null;
  const ids = { firstId, finalId, prevId: prevId ?? firstId - 1 };
  return { kind: 'depth', ...origin, ...ids, bids: levelsOf(data['b']), asks: levelsOf(data['a']) };
}

function readAggTrade(data: Json, origin: Origin): VenueMessage | null {
  const id = whole(data['a']);
  if (id === null) return null;
  const qty = text(data['q']);
  const sizes = { price: text(data['p']), qty, qtyNoRpi: text(data['nq'], qty) };
  const fills = { firstFill: whole(data['f']) ?? id, lastFill: whole(data['l']) ?? id };
  return { kind: 'aggTrade', ...origin, id, ...sizes, ...fills, buyerIsMaker: data['m'] === true };
}

function readTicker(data: Json, origin: Origin): VenueMessage | null {
  const updateId = whole(data['u']);
  if (updateId === null) return null;
  const bid: TextLevel = [text(data['b']), text(data['B'])];
  const ask: TextLevel = [text(data['a']), text(data['A'])];
  return { kind: 'bookTicker', ...origin, updateId, bid, ask };
}
