// The lake's tables of one symbol back into the events that they were written from, in order of receive time.

import { type EventBatch, FLAG, KIND, reserveLevels } from '../../core/market/event-batch.js';
import type { PartCursor } from './part-cursor.js';

/** Columns that events are made of, in the order in which the tables have them. */
export const EVENT_COLUMNS = {
  depth: [
    'ts_recv_us',
    'ts_event_us',
    'ts_match_us',
    'first_update_id',
    'final_update_id',
    'prev_update_id',
    'is_snapshot',
    'side',
    'price_ticks',
    'qty_lots',
  ],
  trades: [
    'ts_recv_us',
    'ts_event_us',
    'ts_match_us',
    'trade_id',
    'kind',
    'price_ticks',
    'qty_lots',
    'qty_no_rpi',
    'side',
    'first_fill_id',
    'last_fill_id',
    'healed',
  ],
  quotes: ['ts_recv_us', 'ts_event_us', 'ts_match_us', 'update_id', 'bid_ticks', 'bid_lots', 'ask_ticks', 'ask_lots'],
  gaps: ['ts_recv_us', 'kind', 'stream', 'from_id', 'to_id', 'reason'],
} as const;

/** Counts in the units of the run per count in those of the file. */
export interface UnitFactors {
  readonly ticks: number;
  readonly lots: number;
  /** Lots of the run in one base unit. */
  readonly lotsPerBase: number;
}

export interface RowOptions {
  readonly code: number;
  readonly factors: UnitFactors;
}

const head = (cursor: PartCursor, column: number): number => cursor.block?.number(column, cursor.row) ?? 0;

/** Times E and T of the row into event `i`, with their flags. */
function putTimes(batch: EventBatch, i: number, { block, row }: PartCursor): void {
  const [eventUs, matchUs] = [block?.number(1, row) ?? null, block?.number(2, row) ?? null];
  if (eventUs !== null) batch.flags[i] = (batch.flags[i] as number) | FLAG.hasEventTime;
  if (matchUs !== null) batch.flags[i] = (batch.flags[i] as number) | FLAG.hasMatchTime;
  batch.eventUs[i] = eventUs ?? 0;
  batch.matchUs[i] = matchUs ?? 0;
}

const D = { first: 3, final: 4, prev: 5, snapshot: 6, side: 7, ticks: 8, lots: 9 } as const;

export const isSnapshotRow = ({ block, row }: PartCursor): boolean => block?.bool(D.snapshot, row) === true;

/** The receive time of the snapshot read last, by which deltas that waited for it are known. */
export interface DepthReading {
  snapshotUs: number;
}

/** One message from its rows, levels in their order. The cursor stands behind them afterwards. */
export async function takeDepthMessage(
  batch: EventBatch,
  cursor: PartCursor,
  { code, factors, reading }: RowOptions & { readonly reading: DepthReading },
): Promise<void> {
  const i = batch.count++;
  const recvUs = head(cursor, 0);
  const finalId = head(cursor, D.final);
  const isSnapshot = isSnapshotRow(cursor);
  if (isSnapshot) reading.snapshotUs = recvUs;
  const prevId = cursor.block?.number(D.prev, cursor.row) ?? null;
  batch.kind[i] = isSnapshot ? KIND.depthSnapshot : KIND.depthDelta;
  batch.flags[i] = (prevId === null ? 0 : FLAG.hasPrevId) | (waited(recvUs, isSnapshot, reading) ? FLAG.buffered : 0);
  batch.symbol[i] = code;
  batch.recvUs[i] = recvUs;
  putTimes(batch, i, cursor);
  batch.id1[i] = head(cursor, D.first);
  batch.id2[i] = finalId;
  batch.prevId[i] = prevId ?? 0;
  batch.levelStart[i] = batch.levelCount;
  const sides = [0, 0];
  while (await cursor.refill()) {
    const { block, row } = cursor;
    if (block === null || block.number(0, row) !== recvUs || block.number(D.final, row) !== finalId) break;
    if ((block.bool(D.snapshot, row) === true) !== isSnapshot) break;
    reserveLevels(batch, 1);
    batch.levelTicks[batch.levelCount] = head(cursor, D.ticks) * factors.ticks;
    batch.levelLots[batch.levelCount++] = head(cursor, D.lots) * factors.lots;
    const side = block.text(D.side, row) === 'bid' ? 0 : 1;
    sides[side] = (sides[side] as number) + 1;
    cursor.row++;
  }
  batch.bidCount[i] = sides[0] as number;
  batch.askCount[i] = sides[1] as number;
}

/** Deltas that waited are written with the time of their snapshot, behind it. */
const waited = (recvUs: number, isSnapshot: boolean, reading: DepthReading): boolean =>
  !isSnapshot && recvUs === reading.snapshotUs;

const T = { id: 3, kind: 4, ticks: 5, lots: 6, noRpi: 7, side: 8, firstFill: 9, lastFill: 10, healed: 11 } as const;

export function takeTradeRow(batch: EventBatch, cursor: PartCursor, { code, factors }: RowOptions): void {
  const { block, row } = cursor;
  if (block === null) return;
  const i = batch.count++;
  const isAggregate = block.text(T.kind, row) === 'aggTrade';
  const noRpi = block.number(T.noRpi, row);
  batch.kind[i] = isAggregate ? KIND.aggTrade : KIND.trade;
  batch.flags[i] =
    (block.text(T.side, row) === 'sell' ? FLAG.buyerIsMaker : 0) |
    (block.bool(T.healed, row) === true ? FLAG.healed : 0) |
    (noRpi === null ? 0 : FLAG.hasQtyNoRpi);
  batch.symbol[i] = code;
  batch.recvUs[i] = head(cursor, 0);
  putTimes(batch, i, cursor);
  batch.id1[i] = head(cursor, T.id);
  batch.prevId[i] = block.number(T.firstFill, row) ?? 0;
  batch.id2[i] = block.number(T.lastFill, row) ?? 0;
  batch.price[i] = head(cursor, T.ticks) * factors.ticks;
  batch.qty[i] = head(cursor, T.lots) * factors.lots;
  // Written in base units: the nearest whole number of lots is what it was made from.
  batch.qty2[i] = Math.round((noRpi ?? 0) * factors.lotsPerBase);
  batch.levelStart[i] = batch.levelCount;
  batch.bidCount[i] = 0;
  batch.askCount[i] = 0;
  cursor.row++;
}

const Q = { id: 3, bidTicks: 4, bidLots: 5, askTicks: 6, askLots: 7 } as const;

export function takeQuoteRow(batch: EventBatch, cursor: PartCursor, { code, factors }: RowOptions): void {
  const i = batch.count++;
  batch.kind[i] = KIND.bookTicker;
  batch.flags[i] = 0;
  batch.symbol[i] = code;
  batch.recvUs[i] = head(cursor, 0);
  putTimes(batch, i, cursor);
  batch.id1[i] = head(cursor, Q.id);
  batch.price[i] = head(cursor, Q.bidTicks) * factors.ticks;
  batch.qty[i] = head(cursor, Q.bidLots) * factors.lots;
  batch.price2[i] = head(cursor, Q.askTicks) * factors.ticks;
  batch.qty2[i] = head(cursor, Q.askLots) * factors.lots;
  batch.levelStart[i] = batch.levelCount;
  batch.bidCount[i] = 0;
  batch.askCount[i] = 0;
  cursor.row++;
}

const G = { kind: 1, stream: 2, from: 3, to: 4, reason: 5 } as const;

/** Id of the session that begins at the row; null where it says of something else, or does not name one. */
export const sessionOfRow = ({ block, row }: PartCursor): string | null =>
  block?.text(G.kind, row) === 'session' ? block.text(G.reason, row) : null;

const NOTES: Readonly<Record<string, number>> = {
  gap: KIND.gap,
  resync: KIND.resync,
  disconnect: KIND.disconnect,
  silence: KIND.silence,
  clock_step: KIND.clockStep,
  rest_failure: KIND.restFailure,
  session: KIND.session,
};

/** False for a kind that this version does not know: it is passed over. */
export function takeGapRow(batch: EventBatch, cursor: PartCursor, code: number): boolean {
  const { block, row } = cursor;
  if (block === null) return false;
  const kind = NOTES[block.text(G.kind, row) ?? ''];
  cursor.row++;
  if (kind === undefined) return false;
  const i = batch.count++;
  const [from, to] = [block.number(G.from, row) ?? 0, block.number(G.to, row) ?? 0];
  batch.kind[i] = kind;
  batch.flags[i] = block.text(G.stream, row) === 'trade' ? FLAG.tradeStream : 0;
  batch.symbol[i] = code;
  batch.recvUs[i] = block.number(0, row) ?? 0;
  batch.id1[i] = kind === KIND.resync ? to : from;
  batch.id2[i] = to;
  batch.levelStart[i] = batch.levelCount;
  return true;
}
