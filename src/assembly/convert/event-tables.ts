// Events → rows of the lake's tables: depth, trades, gaps, and the best levels of the book.

import { type Book, applyDelta, applySnapshot, createBook, loseBook, readTopLevels } from '../../core/book/book.js';
import { type TopLevels, createTopLevels } from '../../core/book/top-levels.js';
import { powerOfTen } from '../../core/market/decimal.js';
import { kindName } from '../../core/market/event-at.js';
import { ALL_SYMBOLS, type EventBatch, FLAG, KIND } from '../../core/market/event-batch.js';
import type { Instrument } from '../../core/market/instrument.js';
import { writeQuote } from './quote-rows.js';
import type { OpenPart, PartSet } from '../../store/lake/part-set.js';
import {
  type ConvertedKind,
  DEPTH_COLUMNS,
  GAP_COLUMNS,
  TRADE_COLUMNS,
  columnNumber,
} from '../../store/lake/tables.js';

/** What is known of a symbol between two events. */
interface SymbolTables {
  readonly symbol: string;
  readonly priceUnit: number;
  readonly priceScale: number;
  readonly qtyUnit: number;
  readonly qtyScale: number;
  /** Receive time at which the run of data without a break began. */
  segment: number | null;
  readonly book: Book | null;
}

export interface EventTables {
  readonly kinds: ReadonlySet<ConvertedKind>;
  /** Levels of the book rows. */
  readonly levels: number;
  readonly top: TopLevels | null;
  /** Index = symbol code. */
  readonly symbols: SymbolTables[];
  /** Symbols that a break of all symbols is written for. */
  readonly named: Set<string>;
  /** Receive time → what the recorder said of the break then. */
  readonly reasons: Map<number, string>;
}

export interface TablesOptions {
  readonly kinds: ReadonlySet<ConvertedKind>;
  /** Levels of the book rows; 0 keeps no book. */
  readonly levels: number;
  readonly named: readonly string[];
}

export function createEventTables({ kinds, levels, named }: TablesOptions): EventTables {
  const top = levels > 0 ? createTopLevels(levels) : null;
  return { kinds, levels, top, symbols: [], named: new Set(named), reasons: new Map() };
}

/** Enters a symbol; codes come in order. */
export function addTableSymbol(tables: EventTables, { symbol, tick, step }: Instrument): void {
  tables.named.add(symbol);
  tables.symbols.push({
    symbol,
    priceUnit: tick.mantissa,
    priceScale: powerOfTen(tick.decimals),
    qtyUnit: step.mantissa,
    qtyScale: powerOfTen(step.decimals),
    segment: null,
    book: tables.top === null ? null : createBook(),
  });
}

/** Symbol → where its run of data began, for the next source. */
export const segmentsOf = ({ symbols }: EventTables): Record<string, number> =>
  Object.fromEntries(symbols.flatMap(({ symbol, segment }) => (segment === null ? [] : [[symbol, segment]])));

/** What an earlier run knew at this place, which read more of what came before. */
export function restoreSegments({ symbols }: EventTables, segments: Readonly<Record<string, number>>): void {
  for (const state of symbols) state.segment = segments[state.symbol] ?? state.segment;
}

/** The kinds of event that begin a new run of data, as in the chain. */
const BREAKS: ReadonlySet<number> = new Set([
  KIND.gap,
  KIND.resync,
  KIND.disconnect,
  KIND.silence,
  KIND.clockStep,
  KIND.session,
]);
export const NOTES: ReadonlySet<number> = new Set([...BREAKS, KIND.restFailure]);

/** Takes a batch of events. `parts` null: only the state goes on (what comes before the first source wanted). */
export async function takeEvents(tables: EventTables, batch: EventBatch, parts: PartSet | null): Promise<void> {
  for (let i = 0; i < batch.count; i++) {
    const kind = batch.kind[i] as number;
    if (NOTES.has(kind)) await takeNote(tables, { batch, i, parts });
    const state = tables.symbols[batch.symbol[i] as number];
    if (state === undefined || kind === KIND.tick) continue;
    if (!BREAKS.has(kind)) state.segment ??= batch.recvUs[i] as number;
    if (kind === KIND.depthDelta || kind === KIND.depthSnapshot) await takeDepth(tables, state, { batch, i, parts });
    else if (kind === KIND.trade || kind === KIND.aggTrade) await takeTrade(tables, state, { batch, i, parts });
    else if (kind === KIND.bookTicker && parts !== null && tables.kinds.has('quotes')) {
      await writeQuote(await parts.partFor('quotes', state.symbol, batch.recvUs[i] as number), state, { batch, i });
    }
  }
}

interface Step {
  readonly batch: EventBatch;
  readonly i: number;
  readonly parts: PartSet | null;
}

async function takeNote(tables: EventTables, { batch, i, parts }: Step): Promise<void> {
  const code = batch.symbol[i] as number;
  const kind = batch.kind[i] as number;
  const recvUs = batch.recvUs[i] as number;
  const concerned = code === ALL_SYMBOLS ? tables.symbols : tables.symbols.slice(code, code + 1);
  for (const state of concerned) {
    if (BREAKS.has(kind) && state.segment !== null) state.segment = recvUs;
    const losesBook = kind === KIND.session || (kind === KIND.gap && !((batch.flags[i] as number) & FLAG.tradeStream));
    if (losesBook && state.book !== null) loseBook(state.book);
  }
  if (parts === null || !tables.kinds.has('gaps')) return;
  const names = code === ALL_SYMBOLS ? [...tables.named] : concerned.map(({ symbol }) => symbol);
  for (const symbol of names) await writeGap(tables, await parts.partFor('gaps', symbol, recvUs), { batch, i, parts });
}

const G = {
  recv: columnNumber(GAP_COLUMNS, 'ts_recv_us'),
  kind: columnNumber(GAP_COLUMNS, 'kind'),
  stream: columnNumber(GAP_COLUMNS, 'stream'),
  from: columnNumber(GAP_COLUMNS, 'from_id'),
  to: columnNumber(GAP_COLUMNS, 'to_id'),
  reason: columnNumber(GAP_COLUMNS, 'reason'),
};

async function writeGap({ reasons }: EventTables, part: OpenPart, { batch, i }: Step): Promise<void> {
  const { block } = part;
  if (block.rows === block.capacity) await part.flush();
  const row = block.rows++;
  const kind = batch.kind[i] as number;
  const recvUs = batch.recvUs[i] as number;
  block.setNumber(G.recv, row, recvUs);
  block.setText(G.kind, row, kindName(kind));
  if (kind === KIND.gap) {
    block.setText(G.stream, row, (batch.flags[i] as number) & FLAG.tradeStream ? 'trade' : 'depth');
    block.setNumber(G.from, row, batch.id1[i] as number);
    block.setNumber(G.to, row, batch.id2[i] as number);
  }
  if (kind === KIND.resync) block.setNumber(G.to, row, batch.id1[i] as number);
  block.setText(G.reason, row, reasons.get(recvUs) ?? null);
}

async function takeDepth(tables: EventTables, state: SymbolTables, step: Step): Promise<void> {
  const { batch, i, parts } = step;
  const recvUs = batch.recvUs[i] as number;
  if (parts !== null && tables.kinds.has('depth')) {
    await writeDepth(await parts.partFor('depth', state.symbol, recvUs), state, step);
  }
  const { book } = state;
  if (book === null || tables.top === null) return;
  if (batch.kind[i] === KIND.depthSnapshot) applySnapshot(book, batch, i);
  else applyDelta(book, batch, i);
  if (parts === null || !tables.kinds.has('book') || !readTopLevels(book, tables.top)) return;
  await writeBook(await parts.partFor('book', state.symbol, recvUs), state, { ...step, top: tables.top });
}

const D = {
  recv: columnNumber(DEPTH_COLUMNS, 'ts_recv_us'),
  event: columnNumber(DEPTH_COLUMNS, 'ts_event_us'),
  match: columnNumber(DEPTH_COLUMNS, 'ts_match_us'),
  segment: columnNumber(DEPTH_COLUMNS, 'segment'),
  first: columnNumber(DEPTH_COLUMNS, 'first_update_id'),
  final: columnNumber(DEPTH_COLUMNS, 'final_update_id'),
  prev: columnNumber(DEPTH_COLUMNS, 'prev_update_id'),
  snapshot: columnNumber(DEPTH_COLUMNS, 'is_snapshot'),
  side: columnNumber(DEPTH_COLUMNS, 'side'),
  price: columnNumber(DEPTH_COLUMNS, 'price'),
  qty: columnNumber(DEPTH_COLUMNS, 'qty'),
  ticks: columnNumber(DEPTH_COLUMNS, 'price_ticks'),
  lots: columnNumber(DEPTH_COLUMNS, 'qty_lots'),
};

async function writeDepth(part: OpenPart, state: SymbolTables, { batch, i }: Step): Promise<void> {
  const { block } = part;
  const flags = batch.flags[i] as number;
  const eventUs = flags & FLAG.hasEventTime ? (batch.eventUs[i] as number) : null;
  const matchUs = flags & FLAG.hasMatchTime ? (batch.matchUs[i] as number) : null;
  const prevId = flags & FLAG.hasPrevId ? (batch.prevId[i] as number) : null;
  const isSnapshot = batch.kind[i] === KIND.depthSnapshot;
  const from = batch.levelStart[i] as number;
  const asksFrom = from + (batch.bidCount[i] as number);
  const to = asksFrom + (batch.askCount[i] as number);
  for (let k = from; k < to; k++) {
    if (block.rows === block.capacity) await part.flush();
    const row = block.rows++;
    const [ticks, lots] = [batch.levelTicks[k] as number, batch.levelLots[k] as number];
    block.setNumber(D.recv, row, batch.recvUs[i] as number);
    block.setNumber(D.event, row, eventUs);
    block.setNumber(D.match, row, matchUs);
    block.setNumber(D.segment, row, state.segment);
    block.setNumber(D.first, row, batch.id1[i] as number);
    block.setNumber(D.final, row, batch.id2[i] as number);
    block.setNumber(D.prev, row, prevId);
    block.setBool(D.snapshot, row, isSnapshot);
    block.setText(D.side, row, k < asksFrom ? 'bid' : 'ask');
    block.setNumber(D.price, row, (ticks * state.priceUnit) / state.priceScale);
    block.setNumber(D.qty, row, (lots * state.qtyUnit) / state.qtyScale);
    block.setNumber(D.ticks, row, ticks);
    block.setNumber(D.lots, row, lots);
  }
}

async function writeBook(part: OpenPart, state: SymbolTables, step: Step & { readonly top: TopLevels }): Promise<void> {
  const { block } = part;
  const { batch, i, top } = step;
  if (block.rows === block.capacity) await part.flush();
  const row = block.rows++;
  block.setNumber(0, row, batch.recvUs[i] as number);
  block.setNumber(1, row, batch.id2[i] as number);
  const sides = [
    { ticks: top.bidTicks, lots: top.bidLots, count: top.bidCount, column: 2 },
    { ticks: top.askTicks, lots: top.askLots, count: top.askCount, column: 2 + 2 * top.depth },
  ];
  for (const { ticks, lots, count, column } of sides) {
    for (let k = 0; k < count; k++) {
      block.setNumber(column + 2 * k, row, ((ticks[k] as number) * state.priceUnit) / state.priceScale);
      block.setNumber(column + 2 * k + 1, row, ((lots[k] as number) * state.qtyUnit) / state.qtyScale);
    }
  }
}

const T = {
  recv: columnNumber(TRADE_COLUMNS, 'ts_recv_us'),
  event: columnNumber(TRADE_COLUMNS, 'ts_event_us'),
  match: columnNumber(TRADE_COLUMNS, 'ts_match_us'),
  id: columnNumber(TRADE_COLUMNS, 'trade_id'),
  kind: columnNumber(TRADE_COLUMNS, 'kind'),
  price: columnNumber(TRADE_COLUMNS, 'price'),
  qty: columnNumber(TRADE_COLUMNS, 'qty'),
  ticks: columnNumber(TRADE_COLUMNS, 'price_ticks'),
  lots: columnNumber(TRADE_COLUMNS, 'qty_lots'),
  noRpi: columnNumber(TRADE_COLUMNS, 'qty_no_rpi'),
  side: columnNumber(TRADE_COLUMNS, 'side'),
  firstFill: columnNumber(TRADE_COLUMNS, 'first_fill_id'),
  lastFill: columnNumber(TRADE_COLUMNS, 'last_fill_id'),
  healed: columnNumber(TRADE_COLUMNS, 'healed'),
  available: columnNumber(TRADE_COLUMNS, 'available_at_us'),
};

async function takeTrade(tables: EventTables, state: SymbolTables, { batch, i, parts }: Step): Promise<void> {
  if (parts === null || !tables.kinds.has('trades')) return;
  const recvUs = batch.recvUs[i] as number;
  const part = await parts.partFor('trades', state.symbol, recvUs);
  const { block } = part;
  if (block.rows === block.capacity) await part.flush();
  const row = block.rows++;
  const flags = batch.flags[i] as number;
  const isAggregate = batch.kind[i] === KIND.aggTrade;
  const [ticks, lots] = [batch.price[i] as number, batch.qty[i] as number];
  const qtyOf = (count: number): number => (count * state.qtyUnit) / state.qtyScale;
  block.setNumber(T.recv, row, recvUs);
  block.setNumber(T.event, row, flags & FLAG.hasEventTime ? (batch.eventUs[i] as number) : null);
  block.setNumber(T.match, row, flags & FLAG.hasMatchTime ? (batch.matchUs[i] as number) : null);
  block.setNumber(T.id, row, batch.id1[i] as number);
  block.setText(T.kind, row, isAggregate ? 'aggTrade' : 'trade');
  block.setNumber(T.price, row, (ticks * state.priceUnit) / state.priceScale);
  block.setNumber(T.qty, row, qtyOf(lots));
  block.setNumber(T.ticks, row, ticks);
  block.setNumber(T.lots, row, lots);
  block.setNumber(T.noRpi, row, flags & FLAG.hasQtyNoRpi ? qtyOf(batch.qty2[i] as number) : null);
  block.setText(T.side, row, flags & FLAG.buyerIsMaker ? 'sell' : 'buy');
  block.setNumber(T.firstFill, row, isAggregate ? (batch.prevId[i] as number) : null);
  block.setNumber(T.lastFill, row, isAggregate ? (batch.id2[i] as number) : null);
  block.setBool(T.healed, row, (flags & FLAG.healed) !== 0);
  block.setNumber(T.available, row, recvUs);
}
