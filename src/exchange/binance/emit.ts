// Fields of one understood message → one row of the event batch. The only place where wire letters become event columns.

import { type EventBatch, FLAG, KIND } from '../../core/market/event-batch.js';
import { US_PER_MS } from '../../core/market/units.js';
import { type Fields, SLOT, TYPE, typeOf } from './fields.js';
import { STREAM, type StreamKind, type SymbolScale } from './streams.js';
import { type UnitScale, scaleDecimal } from './units.js';

/** What a message is written from and to. One mutable object is reused for every frame. */
export interface Target {
  batch: EventBatch;
  readonly fields: Fields;
  scale: SymbolScale;
  recvUs: number;
}

/** What became of a message: a row was written, or the reason why none could be. */
export type Emitted = 'row' | 'malformed_message' | 'finer_than_unit';

const isInteger = (fields: Fields, slot: number): boolean => typeOf(fields, slot) === TYPE.integer;
const isDecimal = (fields: Fields, slot: number): boolean => typeOf(fields, slot) === TYPE.decimal;
/** A price or quantity, converted or not. */
const isAmount = (fields: Fields, slot: number): boolean =>
  typeOf(fields, slot) === TYPE.count || typeOf(fields, slot) === TYPE.decimal;
const valueOf = (fields: Fields, slot: number): number => fields.value[slot] as number;

/** Begins the next row: clock, symbol and the exchange's times (ms → µs). The row counts only when `batch.count` moves. */
function beginRow(target: Target, kind: number, hasMatchTime: boolean): number {
  const { batch, fields } = target;
  const i = batch.count;
  let flags = 0;
  if (isInteger(fields, SLOT.E)) {
    flags |= FLAG.hasEventTime;
    batch.eventUs[i] = valueOf(fields, SLOT.E) * US_PER_MS;
  }
  if (hasMatchTime && isInteger(fields, SLOT.T)) {
    flags |= FLAG.hasMatchTime;
    batch.matchUs[i] = valueOf(fields, SLOT.T) * US_PER_MS;
  }
  batch.kind[i] = kind;
  batch.flags[i] = flags;
  batch.symbol[i] = target.scale.code;
  batch.recvUs[i] = target.recvUs;
  return i;
}

/** Units of an amount slot, or −1. */
function countOf(fields: Fields, slot: number, scale: UnitScale): number {
  if (typeOf(fields, slot) === TYPE.count) return valueOf(fields, slot);
  return scaleDecimal(scale, valueOf(fields, slot), fields.decimals[slot] as number);
}

const ticksOf = (target: Target, slot: number): number => countOf(target.fields, slot, target.scale.price);
const lotsOf = (target: Target, slot: number): number => countOf(target.fields, slot, target.scale.qty);

/** Ids that one depth message may span: thousands are usual, and a last id out of this world would end the book for good. */
const MOST_IDS = 100_000_000;

function emitDepth(target: Target): Emitted {
  const { batch, fields } = target;
  if (!isInteger(fields, SLOT.U) || !isInteger(fields, SLOT.u)) return 'malformed_message';
  if (typeOf(fields, SLOT.b) !== TYPE.levels || typeOf(fields, SLOT.a) !== TYPE.levels) return 'malformed_message';
  const span = valueOf(fields, SLOT.u) - valueOf(fields, SLOT.U);
  if (span < 0 || span > MOST_IDS) return 'malformed_message';
  const i = beginRow(target, KIND.depthDelta, true);
  if (isInteger(fields, SLOT.pu)) {
    batch.flags[i] = (batch.flags[i] as number) | FLAG.hasPrevId;
    batch.prevId[i] = valueOf(fields, SLOT.pu);
  }
  batch.id1[i] = valueOf(fields, SLOT.U);
  batch.id2[i] = valueOf(fields, SLOT.u);
  batch.levelStart[i] = batch.levelCount;
  batch.bidCount[i] = fields.bidCount;
  batch.askCount[i] = fields.askCount;
  batch.levelCount += fields.bidCount + fields.askCount;
  batch.count = i + 1;
  return 'row';
}

function emitTrade(target: Target, isAggregate: boolean): Emitted {
  const { batch, fields } = target;
  if (fields.trusted) return emitTrustedTrade(target);
  const idSlot = isAggregate ? SLOT.a : SLOT.t;
  if (!isInteger(fields, idSlot) || !isAmount(fields, SLOT.p) || !isAmount(fields, SLOT.q)) return 'malformed_message';
  if (typeOf(fields, SLOT.m) !== TYPE.boolean) return 'malformed_message';
  const price = ticksOf(target, SLOT.p);
  const qty = lotsOf(target, SLOT.q);
  const hasNoRpi = isAmount(fields, SLOT.nq);
  const qtyNoRpi = hasNoRpi ? lotsOf(target, SLOT.nq) : 0;
  if (price < 0 || qty < 0 || qtyNoRpi < 0) return 'finer_than_unit';
  const i = beginRow(target, isAggregate ? KIND.aggTrade : KIND.trade, true);
  let flags = batch.flags[i] as number;
  if (valueOf(fields, SLOT.m) === 1) flags |= FLAG.buyerIsMaker;
  if (hasNoRpi) flags |= FLAG.hasQtyNoRpi;
  batch.flags[i] = flags;
  batch.id1[i] = valueOf(fields, idSlot);
  if (isAggregate) {
    batch.prevId[i] = isInteger(fields, SLOT.f) ? valueOf(fields, SLOT.f) : 0;
    batch.id2[i] = isInteger(fields, SLOT.l) ? valueOf(fields, SLOT.l) : 0;
  }
  batch.price[i] = price;
  batch.qty[i] = qty;
  batch.qty2[i] = qtyNoRpi;
  batch.count = i + 1;
  return 'row';
}

/** As emitTrade for `trade` messages that are known to be complete. */
function emitTrustedTrade(target: Target): Emitted {
  const { batch } = target;
  const { value } = target.fields;
  const i = batch.count;
  const side = value[SLOT.m] === 1 ? FLAG.buyerIsMaker : 0;
  batch.kind[i] = KIND.trade;
  batch.flags[i] = FLAG.hasEventTime | FLAG.hasMatchTime | side;
  batch.symbol[i] = target.scale.code;
  batch.recvUs[i] = target.recvUs;
  batch.eventUs[i] = (value[SLOT.E] as number) * US_PER_MS;
  batch.matchUs[i] = (value[SLOT.T] as number) * US_PER_MS;
  batch.id1[i] = value[SLOT.t] as number;
  batch.price[i] = value[SLOT.p] as number;
  batch.qty[i] = value[SLOT.q] as number;
  batch.count = i + 1;
  return 'row';
}

function isBookTicker(fields: Fields): boolean {
  if (!isInteger(fields, SLOT.u) || !isAmount(fields, SLOT.b) || !isAmount(fields, SLOT.B)) return false;
  return isAmount(fields, SLOT.a) && isAmount(fields, SLOT.A);
}

function emitBookTicker(target: Target): Emitted {
  const { batch, fields } = target;
  if (fields.trusted) return emitTrustedTicker(target);
  if (!isBookTicker(fields)) return 'malformed_message';
  const bid = ticksOf(target, SLOT.b);
  const bidQty = lotsOf(target, SLOT.B);
  const ask = ticksOf(target, SLOT.a);
  const askQty = lotsOf(target, SLOT.A);
  if (bid < 0 || bidQty < 0 || ask < 0 || askQty < 0) return 'finer_than_unit';
  const i = beginRow(target, KIND.bookTicker, true);
  batch.id1[i] = valueOf(fields, SLOT.u);
  batch.price[i] = bid;
  batch.qty[i] = bidQty;
  batch.price2[i] = ask;
  batch.qty2[i] = askQty;
  batch.count = i + 1;
  return 'row';
}

/** As emitBookTicker for fields that are known to be complete: most frames of a recording come this way. */
function emitTrustedTicker(target: Target): Emitted {
  const { batch } = target;
  const { value } = target.fields;
  const i = batch.count;
  batch.kind[i] = KIND.bookTicker;
  batch.flags[i] = FLAG.hasEventTime | FLAG.hasMatchTime;
  batch.symbol[i] = target.scale.code;
  batch.recvUs[i] = target.recvUs;
  batch.eventUs[i] = (value[SLOT.E] as number) * US_PER_MS;
  batch.matchUs[i] = (value[SLOT.T] as number) * US_PER_MS;
  batch.id1[i] = value[SLOT.u] as number;
  batch.price[i] = value[SLOT.b] as number;
  batch.qty[i] = value[SLOT.B] as number;
  batch.price2[i] = value[SLOT.a] as number;
  batch.qty2[i] = value[SLOT.A] as number;
  batch.count = i + 1;
  return 'row';
}

const E8_DECIMALS = 8;

/** Value of a decimal slot in units of 1e-8, half away from zero where the text is finer; null beyond the exact range. */
function e8Of(fields: Fields, slot: number): number | null {
  if (!isDecimal(fields, slot)) return null;
  let value = valueOf(fields, slot);
  for (let d = fields.decimals[slot] as number; d < E8_DECIMALS; d++) value *= 10;
  let divisor = 1;
  for (let d = fields.decimals[slot] as number; d > E8_DECIMALS; d--) divisor *= 10;
  const count = divisor === 1 ? value : Math.sign(value) * Math.round(Math.abs(value) / divisor);
  return Number.isSafeInteger(count) ? count : null;
}

/** The `T` of a markPrice message is the next funding time, not a match time. */
function emitMarkPrice(target: Target): Emitted {
  const { batch, fields } = target;
  const mark = e8Of(fields, SLOT.p);
  if (mark === null) return 'malformed_message';
  const index = e8Of(fields, SLOT.i);
  const rate = e8Of(fields, SLOT.r);
  const i = beginRow(target, KIND.markPrice, false);
  batch.price[i] = mark;
  let flags = batch.flags[i] as number;
  if (index !== null) {
    flags |= FLAG.hasIndexPrice;
    batch.price2[i] = index;
  }
  if (rate !== null) {
    flags |= FLAG.hasFundingRate;
    batch.qty[i] = rate;
  }
  batch.flags[i] = flags;
  batch.count = i + 1;
  return 'row';
}

/** Writes the message as a row of its kind. Nothing is written where a needed field is absent or does not fit. */
export function emitMessage(target: Target, kind: StreamKind): Emitted {
  switch (kind) {
    case STREAM.depth:
      return emitDepth(target);
    case STREAM.aggTrade:
      return emitTrade(target, true);
    case STREAM.trade:
      return emitTrade(target, false);
    case STREAM.bookTicker:
      return emitBookTicker(target);
    case STREAM.markPrice:
      return emitMarkPrice(target);
    default:
      return 'malformed_message';
  }
}

/** Turns row i into a tick: a frame of the given class that brought nothing new but moved the clock. */
export function demoteToTick(batch: EventBatch, i: number): void {
  batch.price[i] = batch.kind[i] as number;
  batch.kind[i] = KIND.tick;
}

/** Writes a tick for a frame that the chain does not read. */
export function emitTick(target: Target): void {
  const { batch } = target;
  const i = batch.count;
  batch.kind[i] = KIND.tick;
  batch.flags[i] = 0;
  batch.symbol[i] = target.scale.code;
  batch.recvUs[i] = target.recvUs;
  batch.price[i] = 0;
  batch.count = i + 1;
}
